package market.tessera.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import market.tessera.benchmarks.scenario.Plan;
import market.tessera.benchmarks.scenario.Scenario;

/**
 * What was asked for on the command line.
 *
 * @param benchmark its name
 */
record Options(String benchmark, Scenario scenario, Plan plan) {
    static final String USAGE = """
            Usage: ./benchmark start|import|index|rebuild|search|suggest|relevance|publish|order|growth|portal|badges|export|scale [--size N] [--connections N] [--seconds N] [--warm-up N] [--stored N]
                   ./benchmark plot

              --size N          offerings in the generated catalogue (default 20000)
              --connections N   callers at the same time (default 16)
              --seconds N       how long each load is measured (default 20)
              --warm-up N       seconds before that (default 10)
              --stored N        orders that growth stores in the end, beginning with a hundredth of them (default 1000000)

            Each benchmark starts a marketplace of its own in a temporary folder, measures it beside the bare engine below it,
            prints a table and adds a line to benchmarks/results/NAME.jsonl. docs/performance.md says what the figures tell.
            plot draws docs/performance.svg from those lines: how speed and memory grow with the catalogue.
            """;

    /** @throws UnusableOptions if that cannot be done */
    static Options parse(List<String> arguments, Path home) {
        var rest = new ArrayDeque<>(arguments);
        var benchmark = rest.isEmpty() ? "" : rest.pop();
        var scenario = Scenario.ALL.get(benchmark);
        if (scenario == null) {
            throw new UnusableOptions(
                    benchmark.isEmpty() ? "Say which benchmark." : "There is no benchmark '%s'.".formatted(benchmark));
        }
        var plan = new Plan(home, 20_000, 16, Duration.ofSeconds(10), Duration.ofSeconds(20), 1_000_000);
        while (!rest.isEmpty()) {
            plan = with(plan, rest.pop(), rest.isEmpty() ? "" : rest.pop());
        }
        return new Options(benchmark, scenario, plan);
    }

    private static Plan with(Plan plan, String option, String value) {
        return switch (option) {
            case "--size" ->
                new Plan(
                        plan.home(),
                        number(option, value, 100, 1_000_000),
                        plan.connections(),
                        plan.warmUp(),
                        plan.measured(),
                        plan.stored());
            case "--connections" ->
                new Plan(
                        plan.home(),
                        plan.size(),
                        number(option, value, 1, 256),
                        plan.warmUp(),
                        plan.measured(),
                        plan.stored());
            case "--seconds" ->
                new Plan(
                        plan.home(),
                        plan.size(),
                        plan.connections(),
                        plan.warmUp(),
                        seconds(option, value, 1),
                        plan.stored());
            case "--warm-up" ->
                new Plan(
                        plan.home(),
                        plan.size(),
                        plan.connections(),
                        seconds(option, value, 0),
                        plan.measured(),
                        plan.stored());
            case "--stored" ->
                new Plan(
                        plan.home(),
                        plan.size(),
                        plan.connections(),
                        plan.warmUp(),
                        plan.measured(),
                        number(option, value, 1_000, 5_000_000));
            default -> throw new UnusableOptions("There is no option '%s'.".formatted(option));
        };
    }

    private static Duration seconds(String option, String value, int least) {
        return Duration.ofSeconds(number(option, value, least, 600));
    }

    private static int number(String option, String value, int least, int most) {
        if (!value.matches("\\d{1,7}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw new UnusableOptions("%s needs a number from %d to %d.".formatted(option, least, most));
        }
        return Integer.parseInt(value);
    }

    /** What was asked for cannot be done; the message says why. */
    static final class UnusableOptions extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusableOptions(String message) {
            super(message);
        }
    }
}
