package market.tessera.provider.imports;

import java.io.Closeable;
import java.util.Iterator;

/** An input, read from its beginning, a line at a time. Reading may throw {@link BrokenFile}. */
interface Lines extends Iterator<Line>, Closeable {}
