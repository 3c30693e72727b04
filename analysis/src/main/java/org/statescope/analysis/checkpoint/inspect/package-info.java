/// A checkpoint looked at as a whole: found and opened whatever its format, recognised, its poles
/// summed up layer by layer, its systems counted by the census.
@NullMarked
package org.statescope.analysis.checkpoint.inspect;

import org.jspecify.annotations.NullMarked;
