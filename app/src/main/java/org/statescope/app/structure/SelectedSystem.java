package org.statescope.app.structure;

import java.nio.file.Path;

/// A system that was clicked: the same one at every step.
///
/// @param run the run's folder
/// @param layer from 0
/// @param system from 0; the channel or head it belongs to, or 0 where all channels share it
public record SelectedSystem(Path run, int layer, int system) {}
