package market.tessera.checkout.organisation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import market.tessera.platform.mail.EmailAddress;

/**
 * Somebody a place is offered to.
 *
 * @param email in lower case
 * @param name empty where none was given
 */
record Addressee(String email, String name) {
    private static final int LONGEST_NAME = 200;

    /**
     * What is wrong with a line of a pasted list.
     *
     * @param line counted from 1
     * @param why last part of the key of its words
     */
    record Fault(int line, String text, String why) {}

    /** A pasted list, read line by line. */
    record Pasted(List<Addressee> addressees, List<Fault> faults) {}

    /** Each line has an address, alone or beside a name: in either order, apart by a comma, a semicolon or a tab, quoted or not. */
    static Pasted read(String pasted) {
        var addressees = new ArrayList<Addressee>();
        var faults = new ArrayList<Fault>();
        var seen = new HashSet<String>();
        var lines = pasted.lines().toList();
        for (var at = 0; at < lines.size(); at++) {
            var text = lines.get(at).strip();
            if (text.isEmpty() || isHead(text, at)) {
                continue;
            }
            var found = one(text);
            if (found.isEmpty()) {
                faults.add(new Fault(at + 1, text, "address"));
            } else if (seen.add(found.get().email())) {
                addressees.add(found.get());
            } else {
                faults.add(new Fault(at + 1, text, "twice"));
            }
        }
        return new Pasted(addressees, faults);
    }

    private static boolean isHead(String text, int at) {
        return at == 0 && !text.contains("@") && text.toLowerCase(Locale.ROOT).contains("mail");
    }

    private static Optional<Addressee> one(String text) {
        var cells = List.of(text.split("[,;\t]", -1)).stream()
                .map(cell -> cell.strip().replaceAll("^\"|\"$", "").strip())
                .filter(cell -> !cell.isEmpty())
                .toList();
        var email = cells.stream()
                .flatMap(cell -> EmailAddress.parse(cell).stream())
                .toList();
        if (email.size() != 1 || cells.size() > 3) {
            return Optional.empty();
        }
        var name = String.join(
                " ",
                cells.stream()
                        .filter(cell -> EmailAddress.parse(cell).isEmpty())
                        .toList());
        return name.length() > LONGEST_NAME
                ? Optional.empty()
                : Optional.of(new Addressee(email.getFirst().text(), name));
    }
}
