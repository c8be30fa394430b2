package market.tessera.provider.enrollment;

import market.tessera.provider.provider.Csv;

/** Enrollments as a file. */
final class EnrollmentCsv {
    static final String HEADER = Csv.line(
            "enrollment",
            "order",
            "offering",
            "name",
            "email",
            "state",
            "since",
            "amount",
            "currency",
            "grade",
            "badge");

    private EnrollmentCsv() {}

    static String line(Enrollment enrollment) {
        var price = enrollment.price();
        return Csv.line(
                enrollment.id(),
                enrollment.orderNumber(),
                enrollment.offeringTitle(),
                enrollment.learnerName(),
                enrollment.learnerEmail(),
                enrollment.state().key(),
                enrollment.at(),
                price == null ? null : price.toMajorUnits().toPlainString(),
                price == null ? null : price.currency().getCurrencyCode(),
                enrollment.grade(),
                enrollment.badge());
    }
}
