package market.tessera.provider.skills;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import market.tessera.provider.skills.SkillLookup.Skill;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Skills as one types, for the editor. */
@RestController
class SkillSuggestions {
    private final SkillLookup lookup;
    private final MessageSource messages;

    SkillSuggestions(SkillLookup lookup, MessageSource messages) {
        this.lookup = lookup;
        this.messages = messages;
    }

    record Suggestions(List<Suggestion> suggestions) {}

    /** @param detail why it is offered, in the reader's words */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Suggestion(
            String label, @Nullable String uri, @Nullable String detail) {}

    @GetMapping("/portal/skills")
    Mono<Suggestions> suggest(ProviderScope scope, @RequestParam(defaultValue = "") String q, Locale locale) {
        return lookup.find(scope, q)
                .map(found -> new Suggestions(
                        found.stream().map(skill -> suggestion(skill, locale)).toList()));
    }

    private Suggestion suggestion(Skill skill, Locale locale) {
        return new Suggestion(skill.label(), skill.uri(), detail(skill, locale));
    }

    private @Nullable String detail(Skill skill, Locale locale) {
        if (skill.used()) {
            return messages.getMessage("skills.used", null, locale);
        }
        return skill.also();
    }
}
