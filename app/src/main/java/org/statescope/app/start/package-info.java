/// The page that greets: what to do first, and what was opened lately.
@NullMarked
package org.statescope.app.start;

import org.jspecify.annotations.NullMarked;
