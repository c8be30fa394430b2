package market.tessera.provider.importjobs;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How imports are run.
 *
 * @param spool folder for files that wait for their import; belongs to one process at a time and has to outlast it
 * @param maxSize of all files of one import together
 * @param batch rows per transaction
 * @param parallel imports that run beside each other
 */
@Validated
@ConfigurationProperties("portal.imports")
public record ImportProperties(
        @NotNull Path spool,
        @DefaultValue("2GB") DataSize maxSize,
        @DefaultValue("500") @Min(1) @Max(5_000) int batch,
        @DefaultValue("2") @Min(1) @Max(16) int parallel) {}
