package vn.lienthong.hub.commandline.connectors;

/** How a command ended, for scripts; {@code help} lists them. */
enum Exit {
    DONE(0),
    UNEXPECTED(1),
    USAGE(2),
    FAULTY(3),
    NOT_FOUND(6),
    NOT_ALLOWED(7),
    NO_HUB(8),
    REFUSED(9),
    FAILED_TRIAL(10);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Exit ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> NOT_ALLOWED;
            case 404 -> NOT_FOUND;
            case 422 -> FAULTY;
            default -> status >= 500 && status != 502 && status != 503 ? UNEXPECTED : REFUSED;
        };
    }
}
