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
    /** A document of more bytes than are taken. */
    DOCUMENT_TOO_LARGE,
    /** Nothing that begins as a PDF, whatever it is called. */
    NO_PDF,
    /** A PDF with something before or behind it, which other programs would read as another kind of file. */
    TWO_FILES,
    /** Cannot be read without a password, or not be taken apart. */
    ENCRYPTED,
    TOO_MANY_PAGES,
    /** Unpacks to more, or nests deeper, than any document needs to. */
    TOO_COMPLEX,
    /** A PDF with pictures of a kind that is not decoded here. */
    UNREAD_PICTURE,
    /** Begins as a PDF and cannot be read to its end. */
    BROKEN_PDF,
    /** The offering has as many documents as it can have. */
    TOO_MANY,
    /** The provider keeps as much as it may. */
    FULL,
    /** Too many others are being worked on. */
    BUSY;

    private static final String SOON = "10";

    public HttpStatus status() {
        return switch (this) {
            case TOO_LARGE, DOCUMENT_TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case BUSY -> HttpStatus.SERVICE_UNAVAILABLE;
            case EMPTY,
                    SVG,
                    GIF,
                    NO_PICTURE,
                    TOO_MANY_PIXELS,
                    BROKEN,
                    NO_PDF,
                    TWO_FILES,
                    ENCRYPTED,
                    TOO_MANY_PAGES,
                    TOO_COMPLEX,
                    UNREAD_PICTURE,
                    BROKEN_PDF,
                    TOO_MANY,
                    FULL -> HttpStatus.UNPROCESSABLE_CONTENT;
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
