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
/// | heads of one state, companion, Schwarz | its poles forget within a token | the same |
///
/// A state that forgets within a token ([Forgetting]) still passes on the token itself. In the
/// companion and Schwarz forms C is kept as it is, and moving one pole changes how much all others
/// are heard: in the companion form the whole response is multiplied by (s − λ)/(s − λ'). A pole
/// that is sent far left to be forgotten therefore takes the factor |λ/λ'| from every gain at low
/// frequencies, which can be nearly all of it; the predictions say by how much.
@NullMarked
package org.statescope.analysis.design;

import org.jspecify.annotations.NullMarked;
