from django.apps import AppConfig


class RecoveryConfig(AppConfig):
    name = "config.recovery"
    label = "recovery"
