"""Files of the pages, served so that the compression that follows may be put around them."""

from whitenoise.middleware import WhiteNoiseMiddleware


class StaticFiles(WhiteNoiseMiddleware):
    """Middleware, after the one that compresses: files from the apps' static folders.

    They are always sent whole, for a part of a file is no part of the compressed one.
    """

    @staticmethod
    def serve(static_file, request):
        """Return the answer for a file, 304 also to who has it compressed, which has made its ETag a weak one."""
        request.META.pop("HTTP_RANGE", None)
        if known := request.META.get("HTTP_IF_NONE_MATCH"):
            request.META["HTTP_IF_NONE_MATCH"] = known.removeprefix("W/")
        return WhiteNoiseMiddleware.serve(static_file, request)
