package org.deforma.synthetic.pairs;

/** What pairs are for. The same seed gives unrelated pairs in each, so that no scene is in two of them. */
public enum Split {
    /** To train on. */
    TRAINING,
    /** To choose a network by, not to train on; of the same kind. */
    VALIDATION,
    /** To judge the result by: half of the scenes are of textures that the others never show. */
    HELD_OUT
}
