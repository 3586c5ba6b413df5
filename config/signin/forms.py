"""The form of the sign-in page."""

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.signals import user_login_failed

from config.signin import factor


class SignInForm(AdminAuthenticationForm):
    """Name, password and, where the account has a second factor, a code of it."""

    code = forms.CharField(
        required=False,
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
        help_text="Only if your account has a second factor: the six digits that the app shows, or a recovery code.",
    )

    def confirm_login_allowed(self, user):
        super().confirm_login_allowed(user)
        if factor.app_of(user) is None:
            return
        code = self.cleaned_data.get("code", "")
        if not code:
            raise forms.ValidationError("This account has a second factor: type your password and a code.")
        device, refusal = factor.check(user, code)
        if refusal:
            self._count_failure(user, refusal)
            raise forms.ValidationError(refusal)
        user.otp_device = device  # The session that begins remembers it.

    def _count_failure(self, user, refusal):
        """Count a wrong code like a wrong password: five of either lock the account out."""
        if refusal == factor.WRONG:
            user_login_failed.send(__name__, credentials={"username": user.get_username()}, request=self.request)
