package market.tessera.provider.vocabulary.ctdl;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import market.tessera.provider.jsonld.Thing;
import market.tessera.provider.vocabulary.element.Term;
import market.tessera.provider.vocabulary.element.Transcript;
import tools.jackson.databind.node.ObjectNode;

/** What a course of CTDL is about and for, as far as public schemes have codes for it. */
record CtdlCodes(Thing course, Transcript offering) {
    void write() {
        var programmes = Term.of(course, "instructionalProgramType");
        var subjects = Stream.concat(programmes.stream(), Term.of(course, "subject").stream())
                .flatMap(term -> subject(term, programmes.contains(term)).stream())
                .toList();
        offering.list("subjects", "instructionalProgramType", subjects, 20);
        var occupations = Term.of(course, "occupationType").stream()
                .filter(term -> term.code() != null)
                .map(term ->
                        term.classified(term.isOf("isco") ? "ISCO-08" : "SOC", Objects.requireNonNull(term.code())))
                .toList();
        offering.list("occupations", "occupationType", occupations, 20);
        Stream.concat(Term.of(course, "subject").stream(), Term.of(course, "occupationType").stream())
                .filter(term -> term.code() == null)
                .map(Term::name)
                .reduce((one, more) -> one + ", " + more)
                .ifPresent(names -> offering.undisclosed("subject", names, "has no code of a public scheme"));
    }

    private static Optional<ObjectNode> subject(Term term, boolean programme) {
        var code = term.code();
        if (code == null) {
            return Optional.empty();
        }
        var isced = term.isOf("isced");
        var scheme = isced ? "ISCED-F" : term.isOf("anzsced") ? "ANZSCED" : "CIP";
        return programme || !scheme.equals("CIP")
                ? Optional.of(term.classified(scheme, scheme.equals("CIP") ? code.replace('-', '.') : code))
                : Optional.empty();
    }
}
