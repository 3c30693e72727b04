/// Language models of Mamba blocks, as forward code over [org.statescope.training.tensor.Tape]; the
/// tape gives the gradients. One class per structure of the state space, behind
/// [org.statescope.training.model.StateSpaceStructure], which says how to add one. Models know
/// neither devices nor files.
@NullMarked
package org.statescope.training.model;

import org.jspecify.annotations.NullMarked;
