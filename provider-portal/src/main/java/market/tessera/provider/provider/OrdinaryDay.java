package market.tessera.provider.provider;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A day from 1900 to 2200. Java knows many more, such as {@code 0000-01-01} and {@code +10000-01-01}; databases and calendars do not. */
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = OrdinaryDay.Check.class)
public @interface OrdinaryDay {
    String message() default "must be a day from 1900 to 2200";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Check implements ConstraintValidator<OrdinaryDay, LocalDate> {
        private static final int FIRST_YEAR = 1900;
        private static final int LAST_YEAR = 2200;

        @Override
        public boolean isValid(@Nullable LocalDate day, ConstraintValidatorContext context) {
            return day == null || isOrdinary(day);
        }

        /** For days that come in another way than in a validated record. */
        public static boolean isOrdinary(LocalDate day) {
            return day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR;
        }
    }
}
