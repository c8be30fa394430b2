package market.tessera.sandbox.stripe;

import tools.jackson.databind.node.ObjectNode;

/** A request that Stripe would refuse, and how it would say so. */
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final String code;
    private final String parameter;

    private ApiError(int status, String type, String code, String parameter, String message) {
        super(message);
        this.status = status;
        this.type = type;
        this.code = code;
        this.parameter = parameter;
    }

    static ApiError missing(String parameter) {
        return new ApiError(
                400,
                "invalid_request_error",
                "parameter_missing",
                parameter,
                "Missing required param: " + parameter + ".");
    }

    static ApiError invalid(String parameter, String message) {
        return new ApiError(400, "invalid_request_error", "parameter_invalid", parameter, message);
    }

    static ApiError refused(String code, String message) {
        return new ApiError(400, "invalid_request_error", code, "", message);
    }

    static ApiError notFound(String kind, String id) {
        return new ApiError(
                404, "invalid_request_error", "resource_missing", "id", "No such %s: '%s'".formatted(kind, id));
    }

    static ApiError noKey() {
        return new ApiError(
                401, "invalid_request_error", "", "", "You did not provide an API key that begins with sk_.");
    }

    static ApiError unavailable() {
        return new ApiError(503, "api_error", "", "", "Stripe is not available right now.");
    }

    static ApiError keyReused(String key) {
        return new ApiError(
                400,
                "idempotency_error",
                "",
                "",
                "Keys for idempotent requests can only be used with the same parameters they were first used with: "
                        + key);
    }

    Answer answer() {
        var error = StripeObjects.object().put("type", type).put("message", getMessage());
        putUnlessEmpty(error, "code", code);
        putUnlessEmpty(error, "param", parameter);
        var body = StripeObjects.object();
        body.set("error", error);
        return new Answer(status, body.toString());
    }

    private static void putUnlessEmpty(ObjectNode error, String name, String value) {
        if (!value.isEmpty()) {
            error.put(name, value);
        }
    }

    /** A status and a JSON body. */
    record Answer(int status, String body) {}
}
