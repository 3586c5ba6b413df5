"""Whose pages may ask what: everybody's may read the API, and send the forms of the reconciliation service."""

from corsheaders.middleware import CorsMiddleware

FORMS = "/api/v1/reconcile/"


class CrossOrigin(CorsMiddleware):
    """Adds POST to the methods that a preflight request is told of, at the one address that takes it."""

    def add_response_headers(self, request, response):
        response = super().add_response_headers(request, response)
        allowed = "access-control-allow-methods"
        if request.path_info == FORMS and allowed in response:
            response[allowed] += ", POST"
        return response
