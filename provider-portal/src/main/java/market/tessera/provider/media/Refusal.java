package market.tessera.provider.media;

import java.util.Locale;
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
    FULL;

    public HttpStatus status() {
        return this == TOO_LARGE ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.UNPROCESSABLE_CONTENT;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
