package market.tessera.platform.problem;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/** Answers errors of every application's API as problem details. */
@AutoConfiguration
@Import({ApiProblems.class, OversizedBodies.class})
public final class ProblemAutoConfiguration {}
