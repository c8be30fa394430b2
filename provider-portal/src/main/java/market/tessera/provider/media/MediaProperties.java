package market.tessera.provider.media;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much is taken in and kept.
 *
 * @param maxPicture bytes of a picture as it is sent
 * @param maxDocument bytes of a document as it is sent
 * @param maxPages of a document
 * @param perProvider bytes of all that one provider keeps
 * @param unused how long what nothing names is kept
 * @param sweep pause between two looks for such
 */
@ConfigurationProperties("portal.media")
public record MediaProperties(
        @DefaultValue("5MB") DataSize maxPicture,
        @DefaultValue("10MB") DataSize maxDocument,
        @DefaultValue("300") int maxPages,
        @DefaultValue("500MB") DataSize perProvider,
        @DefaultValue("7d") Duration unused,
        @DefaultValue("1h") Duration sweep) {}
