"""What a browser may not do on our pages: none of them needs a camera, a place, a payment or the like."""

REFUSED = (
    "accelerometer", "autoplay", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer",
    "microphone", "midi", "payment", "usb", "browsing-topics",
)  # fmt: skip
POLICY = ", ".join(f"{name}=()" for name in REFUSED)


def refuse_features(get_response):
    """Return the middleware that sends Permissions-Policy with every answer."""

    def middleware(request):
        response = get_response(request)
        response["Permissions-Policy"] = POLICY
        return response

    return middleware
