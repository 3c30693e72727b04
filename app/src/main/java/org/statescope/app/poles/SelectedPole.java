package org.statescope.app.poles;

import java.nio.file.Path;

/// A pole that was clicked: the same one at every step.
///
/// @param run the run's folder
/// @param pole index in the run's layout
public record SelectedPole(Path run, int pole) {}
