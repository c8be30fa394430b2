package market.tessera.storefront.results;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import market.tessera.platform.problem.Problem;
import market.tessera.platform.problem.Problem.Violation;
import market.tessera.storefront.facts.Wording;
import market.tessera.storefront.facts.Words;
import market.tessera.storefront.search.SearchParameters;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.reactive.result.view.Rendering;

/** The page for a search that cannot be understood: it says why in the words of the fields, and leads on with what else was asked. */
@ControllerAdvice(assignableTypes = SearchPage.class)
final class RefusedSearch {
    private final Wording wording;

    RefusedSearch(Wording wording) {
        this.wording = wording;
    }

    @ExceptionHandler
    Rendering refused(Problem problem, ServerHttpRequest request, Locale locale) {
        var rest = rest(request.getQueryParams(), parameters(problem));
        return Rendering.view("storefront/refused")
                .modelAttribute("reasons", reasons(problem, wording.in(locale)))
                .modelAttribute("rest", rest.parameters().isEmpty() ? "" : rest.toString())
                .status(problem.getStatusCode())
                .build();
    }

    private static Set<String> parameters(Problem problem) {
        return problem.violations().stream()
                .map(Violation::parameter)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static List<String> reasons(Problem problem, Words words) {
        return problem.violations().stream()
                .map(violation ->
                        words.ifKnown("refused." + violation.parameter()).orElse(violation.detail()))
                .distinct()
                .toList();
    }

    /** The same search without what is wrong with it. */
    private static Address rest(MultiValueMap<String, String> given, Set<String> refused) {
        var rest = new LinkedMultiValueMap<String, String>();
        SearchParameters.OF_THE_QUERY.stream()
                .filter(name -> !refused.contains(name))
                .forEach(name -> given.getOrDefault(name, List.of()).stream()
                        .filter(value -> value != null && !value.isBlank())
                        .forEach(value -> rest.add(name, value)));
        return new Address(SearchPage.PATH, rest);
    }
}
