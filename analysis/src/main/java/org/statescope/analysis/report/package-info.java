/// Everything that `analysis` knows of one system, gathered once, and the same as JSON with the
/// field names of the reference files. Nothing is computed here that another package computes.
@NullMarked
package org.statescope.analysis.report;

import org.jspecify.annotations.NullMarked;
