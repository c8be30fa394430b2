package market.tessera.sandbox.sampledata;

import java.util.List;
import java.util.Set;

/**
 * Somebody a newcomer can sign in as.
 *
 * @param role as the table of sample people names it
 * @param staffRoles roles at the sample provider; empty for learners and the operator
 */
public record SamplePerson(String role, String email, String name, Set<String> staffRoles) {
    /** External id of the provider whose people these are, where the sample catalogue is loaded. */
    public static final String PROVIDER = "nordkyst";

    public static final SamplePerson LEARNER =
            new SamplePerson("learner", "amara@learner.example", "Amara Okafor", Set.of());
    public static final SamplePerson AUTHOR =
            new SamplePerson("author", "ingrid@nordkyst.example", "Ingrid Solberg", Set.of("author"));
    public static final SamplePerson REVIEWER =
            new SamplePerson("reviewer", "lars@nordkyst.example", "Lars Holm", Set.of("reviewer", "approver"));
    public static final SamplePerson ADMINISTRATOR = new SamplePerson(
            "administrator",
            "maren@nordkyst.example",
            "Maren Vik",
            Set.of("administrator", "finance", "author", "approver"));
    public static final SamplePerson OPERATOR =
            new SamplePerson("operator", "operator@tessera.example", "Noor Haddad", Set.of());

    public static List<SamplePerson> all() {
        return List.of(LEARNER, AUTHOR, REVIEWER, ADMINISTRATOR, OPERATOR);
    }

    public boolean isStaff() {
        return !role.equals("learner");
    }
}
