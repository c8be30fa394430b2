package market.tessera.provider.editing;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import market.tessera.provider.elements.ElementForms;
import market.tessera.provider.elements.ElementForms.Understood;
import market.tessera.provider.elements.Marks;
import market.tessera.provider.elements.Section;
import market.tessera.provider.elements.Written;
import market.tessera.provider.offering.Elements;

/**
 * What two people have made of the same elements. What only the other one has changed is taken over; what one has changed oneself stays, to be
 * compared.
 *
 * @param mine with what was taken over
 * @param taken elements that only the other one has changed
 * @param both elements that both have changed, or may have: a form that does not say what it was filled with leaves that open
 */
record Merge(Understood<Elements> mine, List<String> taken, Set<String> both) {

    /** @param was what the form was filled with */
    static Merge of(ElementForms forms, Marks was, Elements stored, Understood<Elements> typed) {
        var theirs = Marks.of(stored);
        var ours = Marks.of(typed.value());
        var unread = typed.mistakes().keySet().stream()
                .map(input -> input.split("[.\\[]", 2)[0])
                .collect(Collectors.toSet());
        var taken = Section.elements().stream()
                .filter(element -> was.knows(element) && !unread.contains(element))
                .filter(element -> was.agrees(element, ours) && !was.agrees(element, theirs))
                .toList();
        var both = Section.elements().stream()
                .filter(element -> !taken.contains(element) && !ours.agrees(element, theirs))
                .filter(element -> !was.knows(element) || !was.agrees(element, theirs))
                .collect(Collectors.toSet());
        var written = Written.of(Section.OFFERING, stored);
        var merged = typed.typed();
        for (var element : taken) {
            merged = merged.taking(element, written);
        }
        return new Merge(forms.elements(merged, stored), taken, both);
    }
}
