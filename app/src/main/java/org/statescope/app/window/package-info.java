/// The main window: pages, toolbar, scrubber, status bar, help and the question on closing. It
/// places features and connects them; what a feature shows is the feature's.
@NullMarked
package org.statescope.app.window;

import org.jspecify.annotations.NullMarked;
