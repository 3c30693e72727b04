package org.statescope.app.export;

import java.util.List;
import java.util.function.Supplier;
import org.statescope.analysis.lti.StateSpace;

/// A system that can be written to a file.
///
/// @param name of a file for it, without an ending
/// @param remarks where it comes from: run, layer, system and step, line by line
/// @param build makes it, in the background; throws an [IllegalArgumentException] with a sentence
///   where it has no matrices
public record NamedSystem(String name, List<String> remarks, Supplier<StateSpace> build) {
  public NamedSystem {
    remarks = List.copyOf(remarks);
  }
}
