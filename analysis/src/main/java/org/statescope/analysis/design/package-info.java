/// Editing the poles of a learned network: edits as values, the network that they make, and what
/// each does to the responses, with a bound beside the measured change. Writing an edited network
/// into a checkpoint belongs to the training engine; nothing here reads or writes files.
///
/// A layer is edited in the form in which it is learned. That decides what removal of a state
/// means:
///
/// | bank | state of all systems | state of one system |
/// |---|---|---|
/// | diagonal, complex diagonal, heads of several states | its entry of B is 0: exact | its pole forgets within a token (heads: refused) |
/// | companion, one A for the layer | its mode leaves by the open end: exact | the same |
/// | heads of one state, companion with an A for each channel, Schwarz | its poles forget within a token | the same |
///
/// In a companion layer with one A the open end, C of SC-Mamba and B of SO-Mamba, is multiplied by
/// one matrix that removes the mode and keeps the residues of all others (`RemovedModes`): A and
/// the remaining poles stay to the bit, and along a text every token's output loses what the mode
/// added and nothing else, under any rule of sampling, for the layer's steps share their modes.
/// What is not kept is what the mode itself did, and what later layers make of the difference. A
/// mode whose pole is not stable or is multiple cannot leave so and forgets instead. With an A for
/// each channel there is no such matrix: the channels share the projection that makes C, but not
/// their modes.
///
/// A state that forgets within a token ([Forgetting]) still passes on the token itself. Where C is
/// kept as it is, moving one pole changes how much all others are heard: in the companion form the
/// whole response is multiplied by (s − λ)/(s − λ'). A pole that is sent far left to be forgotten
/// therefore takes the factor |λ/λ'| from every gain at low frequencies, which can be nearly all of
/// it; the predictions say by how much.
@NullMarked
package org.statescope.analysis.design;

import org.jspecify.annotations.NullMarked;
