package market.tessera.provider.provider;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** An absolute {@code http} or {@code https} address of at most 2,000 characters; anything else must not become a link. */
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = {})
@ReportAsSingleViolation
@Pattern(regexp = "(?i)https?://[^\\s/$.?#\"<>][^\\s\"<>]*")
@Size(max = 2_000)
public @interface WebAddress {
    String message() default "must be a web address that begins with http:// or https://";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
