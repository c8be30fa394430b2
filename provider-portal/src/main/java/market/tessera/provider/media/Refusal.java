package market.tessera.provider.media;

import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Why a file is not taken; its words are under {@code media.refused.} of the message bundle. */
public enum Refusal {
    /** No file was chosen, or there is nothing in it. */
    EMPTY,
    TOO_LARGE,
    SVG,
    GIF,
    /** Nothing that is read as a picture, whatever it is called. */
    NO_PICTURE,
    TOO_MANY_PIXELS,
    /** Begins as a picture and cannot be read to its end. */
    BROKEN,
    /** The provider keeps as much as it may. */
    FULL,
    /** Too many others are being worked on. */
    BUSY;

    private static final String SOON = "10";

    public HttpStatus status() {
        return switch (this) {
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case BUSY -> HttpStatus.SERVICE_UNAVAILABLE;
            case EMPTY, SVG, GIF, NO_PICTURE, TOO_MANY_PIXELS, BROKEN, FULL -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
    }

    /** When to try again, if that alone would help. */
    public HttpHeaders headers() {
        var headers = new HttpHeaders();
        if (this == BUSY) {
            headers.set(HttpHeaders.RETRY_AFTER, SOON);
        }
        return headers;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
