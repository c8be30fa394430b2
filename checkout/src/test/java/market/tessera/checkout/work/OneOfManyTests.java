package market.tessera.checkout.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class OneOfManyTests {
    @Test
    void onePieceThatFailsKeepsNoOtherFromBeingDone() {
        assertThat(Flux.just(1, 2, 3)
                        .concatMap(number -> attempt(
                                () -> number == 2 ? Mono.error(new IllegalStateException("odd")) : Mono.just(number)))
                        .collectList()
                        .block())
                .containsExactly(1, 3);
    }

    @Test
    void oneThatFailsBeforeItHasBegunIsNoDifferent() {
        var begun = attempt(() -> {
            throw new ArithmeticException("too fine");
        });

        assertThat(begun.blockOptional()).isEmpty();
    }

    @Test
    void aDatabaseThatIsAwayEndsTheRound() {
        var broken = attempt(() -> Mono.error(new DataAccessResourceFailureException("gone")));
        var refused = attempt(() -> Mono.error(new CannotCreateTransactionException("gone")));

        assertThatExceptionOfType(DataAccessResourceFailureException.class).isThrownBy(broken::block);
        assertThatExceptionOfType(CannotCreateTransactionException.class).isThrownBy(refused::block);
    }

    private static Mono<Integer> attempt(Supplier<Mono<Integer>> work) {
        return OneOfMany.attempt("The work", UUID.randomUUID(), work);
    }
}
