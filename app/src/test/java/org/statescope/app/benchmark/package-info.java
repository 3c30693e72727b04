/// Measures the desktop as it is: the real scene graph on JavaFX's headless platform, drawn by the
/// software renderer, in processes of their own with the launcher's flags. `mvn -Pbenchmark-lab`
/// prints the table. Nothing here is part of the desktop.
@NullMarked
package org.statescope.app.benchmark;

import org.jspecify.annotations.NullMarked;
