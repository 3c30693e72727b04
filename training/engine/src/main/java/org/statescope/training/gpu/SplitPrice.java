package org.statescope.training.gpu;

/// What it takes to cut the sequences of a recurrence.
///
/// @param vectors lanes, for each of those that walk along whole sequences, that find what a
///   segment does to a state
/// @param inDouble whether they and the carry from segment to segment calculate in float64
/// @param border carrying a state over one segment takes as long as walking along that many chunks
/// @param lanesPerUnit lanes that keep a compute unit busy
record SplitPrice(int vectors, boolean inDouble, double border, int lanesPerUnit) {}
