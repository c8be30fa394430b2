package market.tessera.checkout.verifier;

import java.util.List;

/**
 * A report as its reader sees it.
 *
 * @param verdict the last part of the keys of its words
 * @param record whether it is of several badges
 * @param issued by whom, and how sure that is
 * @param parts of a record: its badges, in their order
 */
record ReportView(
        String verdict,
        boolean record,
        String title,
        String issued,
        String certifies,
        List<Line> lines,
        List<Part> parts) {
    /**
     * One badge of a record.
     *
     * @param state as that of a line
     * @param title empty if it has none
     * @param lines what keeps it from being genuine
     */
    record Part(String verdict, String state, String title, String issued, List<Line> lines) {}

    /**
     * One check in words.
     *
     * @param state {@code passed}, {@code noted}, {@code unknown} or {@code failed}
     */
    record Line(String subject, String state, String text) {}
}
