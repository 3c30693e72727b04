/// Language models of Mamba blocks, as forward code over [org.statescope.training.tensor.Tape]; the
/// tape gives the gradients. A layer has a [org.statescope.training.model.Mixer]; one of them
/// serves every structure of the state space with channels of their own, one class each behind
/// [org.statescope.training.model.StateSpaceStructure], which says how to add one. Models know
/// neither devices nor files.
@NullMarked
package org.statescope.training.model;

import org.jspecify.annotations.NullMarked;
