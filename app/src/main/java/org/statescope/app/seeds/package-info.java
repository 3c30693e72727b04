/// Runs that differ in nothing but their seed, and the statistics of a few of them. Holds no nodes
/// and reads no files.
@NullMarked
package org.statescope.app.seeds;

import org.jspecify.annotations.NullMarked;
