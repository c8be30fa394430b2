package market.tessera.provider.offering;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import market.tessera.provider.media.Media;
import market.tessera.provider.media.Media.Known;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * A document that is attached to an offering.
 *
 * @param url its path on this marketplace, as the upload gave it
 * @param language of the document, BCP 47
 * @param size in bytes; said by whoever keeps the file, whatever is sent
 * @param pages likewise
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Attachment(
        @NotNull @Pattern(regexp = Media.ADDRESS, message = "must be the address of a document that was uploaded here")
        String url,

        @NotBlank @Size(max = LONGEST_TITLE) String title,
        @NotNull Type type,

        @NotNull @Pattern(regexp = LANGUAGE, message = "must be a BCP 47 language tag")
        String language,

        @Nullable Integer size,
        @Nullable Integer pages) {
    /** Of an offering. */
    public static final int MOST = 10;

    public static final int LONGEST_TITLE = 120;
    public static final String LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*";

    /** What it is about. */
    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    public enum Type {
        SYLLABUS,
        HANDBOOK,
        FEE_SHEET,
        TIMETABLE,
        ASSESSMENT_GUIDE,
        ACCESSIBILITY,
        OTHER;

        /** As the format writes it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static List<String> keys() {
            return Arrays.stream(values()).map(Type::key).toList();
        }

        public static Optional<Type> of(String key) {
            return Arrays.stream(values())
                    .filter(type -> type.key().equals(key))
                    .findFirst();
        }
    }

    Attachment as(Known file) {
        return new Attachment(url, title, type, language, file.size(), file.pages());
    }
}
