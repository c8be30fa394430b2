package market.tessera.platform.problem;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.boot.webflux.error.ErrorAttributes;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.result.view.ViewResolver;

/** Answers errors of every application: as pages to browsers, as problem details to programs. */
@AutoConfiguration(before = ErrorWebFluxAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@Import({ApiProblems.class, GarbledRequests.class, OversizedBodies.class, Outages.class, UnkeptValues.class})
public final class ProblemAutoConfiguration {
    /** In the place of Spring Boot's own, and before its fallback. */
    @Bean
    @Order(-1)
    ErrorWebExceptionHandler errorAnswers(
            ErrorAttributes attributes,
            WebProperties web,
            ObjectProvider<ViewResolver> views,
            ServerCodecConfigurer codecs,
            ApplicationContext context) {
        var answers = new ErrorAnswers(attributes, web.getResources(), web.getError(), context);
        answers.setViewResolvers(views.orderedStream().toList());
        answers.setMessageWriters(codecs.getWriters());
        answers.setMessageReaders(codecs.getReaders());
        return answers;
    }
}
