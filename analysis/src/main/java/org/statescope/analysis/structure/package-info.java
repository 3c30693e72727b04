/// Controllability and observability: Kalman's matrices, the Hautus test, the staircase, the
/// distance to the nearest system that fails, and the verdicts built on them. Time responses,
/// Gramians and stability do not belong here.
///
/// No answer is a bare yes or no. A rank in floating point depends on a tolerance that somebody
/// chose, so every [org.statescope.analysis.structure.Verdict] carries the number that was
/// compared, what it was compared with, the method, and a sentence. The stored doubles themselves,
/// taken as exact numbers, do have a rank; it is computed without rounding in modular arithmetic
/// and stands beside the distance, which says how little it takes to change it.
@NullMarked
package org.statescope.analysis.structure;

import org.jspecify.annotations.NullMarked;
