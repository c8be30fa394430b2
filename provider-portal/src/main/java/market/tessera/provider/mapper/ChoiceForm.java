package market.tessera.provider.mapper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import market.tessera.provider.mapping.Choice;
import market.tessera.provider.mapping.Suggestion;
import market.tessera.provider.mapping.Target;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** What was chosen on the page for each column; of values that a choice has to be explained for, all that stood in the first rows. */
final class ChoiceForm {
    private static final int LONGEST_UNIT = 40;
    private static final int LONGEST_VALUE = 500;

    /** As many values that are the same in every row as there can be. */
    static final int MOST_CONSTANTS = 20;

    private ChoiceForm() {}

    static List<Choice> read(
            List<Choice> before, List<Map<String, String>> values, MultiValueMap<String, String> form) {
        var choices = new ArrayList<Choice>();
        for (var at = 0; at < before.size(); at++) {
            var target = Target.of(text(form, "target-" + at));
            choices.add(Choice.of(
                    before.get(at).column(),
                    target,
                    unit(target, before.get(at).column(), form, at),
                    meanings(target, values.get(at), form, at)));
        }
        return choices;
    }

    /** What is the same in every row; a line without a value is none. */
    static List<Choice> constants(MultiValueMap<String, String> form) {
        var choices = new ArrayList<Choice>();
        for (var at = 0; at < MOST_CONSTANTS; at++) {
            var target = Target.of(text(form, "always-target-" + at));
            var value = text(form, "always-value-" + at);
            if (Target.constants().contains(target) && !value.isEmpty()) {
                choices.add(Choice.always(
                        target, value.substring(0, Math.min(value.length(), LONGEST_VALUE)), unit(target, form, at)));
            }
        }
        return choices;
    }

    private static @Nullable String unit(Target target, MultiValueMap<String, String> form, int at) {
        var unit = text(form, "always-unit-" + at);
        return !target.hasUnit() || unit.isEmpty() || unit.length() > LONGEST_UNIT ? null : unit;
    }

    /** As typed, where the page has asked; else as suggested. */
    private static @Nullable String unit(Target target, String column, MultiValueMap<String, String> form, int at) {
        if (!form.containsKey("unit-" + at)) {
            return Suggestion.unit(target, column);
        }
        var unit = text(form, "unit-" + at);
        return unit.isEmpty() || unit.length() > LONGEST_UNIT ? null : unit;
    }

    /** As chosen, where the page has asked; else as suggested. */
    private static Map<String, String> meanings(
            Target target, Map<String, String> suggested, MultiValueMap<String, String> form, int at) {
        var meanings = new LinkedHashMap<String, String>();
        var number = 0;
        for (var value : suggested.entrySet()) {
            var field = "value-" + at + "-" + number++;
            var typed = form.containsKey(field) ? text(form, field) : value.getValue();
            meanings.put(value.getKey(), target.meanings().contains(typed) ? typed : "");
        }
        return meanings;
    }

    private static String text(MultiValueMap<String, String> form, String name) {
        var typed = form.getFirst(name);
        return typed == null ? "" : typed.strip();
    }
}
