from django.apps import AppConfig


class ObservingConfig(AppConfig):
    name = "config.observing"
    label = "observing"
