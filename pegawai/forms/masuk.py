"""allauth's forms in the portal's words: "kata sandi" everywhere, no placeholder for a label."""

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordKeyForm,
)

LABEL = {
    "login": "Nama pengguna",
    "password": "Kata sandi",
    "oldpassword": "Kata sandi sekarang",
    "password1": "Kata sandi baru",
    "password2": "Ulangi kata sandi baru",
}


class SebutanPortal:
    """Rename the fields a form has, and take the placeholders away."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nama, medan in self.fields.items():
            medan.label = LABEL.get(nama, medan.label)
            medan.widget.attrs.pop("placeholder", None)


class MasukForm(SebutanPortal, LoginForm):  # type: ignore[misc]
    pass


class GantiSandiForm(SebutanPortal, ChangePasswordForm):  # type: ignore[misc]
    pass


class SandiBaruForm(SebutanPortal, ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class PastikanForm(SebutanPortal, ReauthenticateForm):  # type: ignore[misc]
    pass
