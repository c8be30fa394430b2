package market.tessera.provider.vocabulary.ctdl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import market.tessera.provider.vocabulary.element.Term;
import market.tessera.provider.vocabulary.element.Transcript;
import tools.jackson.databind.node.ObjectNode;

/** Ways of assessment by their names in CTDL and in the catalogue format. */
final class Assessments {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("exam", "exam"),
            Map.entry("project", "project"),
            Map.entry("portfolio", "portfolio"),
            Map.entry("artifact", "portfolio"),
            Map.entry("artifactreview", "portfolio"),
            Map.entry("assignment", "assignment"),
            Map.entry("presentation", "presentation"),
            Map.entry("performance", "practical"),
            Map.entry("practical", "practical"),
            Map.entry("peer", "peer"),
            Map.entry("quiz", "quiz"),
            Map.entry("simulation", "simulation"),
            Map.entry("none", "none"));

    private Assessments() {}

    /** @param description of the whole, which stands with the first */
    static void write(List<Term> terms, Optional<String> description, Transcript offering, String property) {
        var assessments = new ArrayList<ObjectNode>();
        for (var term : terms) {
            var type = TYPES.get(term.concept());
            if (type == null) {
                offering.undisclosed(property, term.name(), "is no known way of assessment");
            } else {
                assessments.add(Transcript.JSON.objectNode().put("type", type));
            }
        }
        description
                .filter(text -> !assessments.isEmpty() && text.length() <= 2_000)
                .ifPresent(text -> assessments.getFirst().put("description", text));
        offering.list("assessment", property, assessments, 20);
    }
}
