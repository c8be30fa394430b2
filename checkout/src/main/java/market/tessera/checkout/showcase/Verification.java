package market.tessera.checkout.showcase;

import java.util.List;

/**
 * What came of checking a badge, one check after the other.
 *
 * @param checks in the order in which they are explained
 */
record Verification(List<Check> checks) {
    /** What is checked. */
    enum Subject {
        FORM,
        ISSUER,
        SIGNATURE,
        TOKEN,
        STATUS
    }

    /** @param passed whether it is as it should be */
    record Check(Subject subject, boolean passed) {
        /** The last part of the key of its words. */
        public String key() {
            return subject.name().toLowerCase(java.util.Locale.ROOT) + (passed ? ".passed" : ".failed");
        }
    }

    public boolean isGenuine() {
        return checks.stream().allMatch(Check::passed);
    }

    /** Whether the only thing wrong is that it was revoked. */
    public boolean isOnlyRevoked() {
        return !isGenuine() && checks.stream().allMatch(check -> check.passed() || check.subject() == Subject.STATUS);
    }
}
