/* The medians for one register width; included once for each, so it has no guard. */
#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
#define LOCAL(name) JOIN(name, NAME)
#define VECTOR NAME
#define TAKE(row) (*(const JOIN(anywhere_, NAME) *)(const void *)(inputs[row] + column))

typedef float JOIN(anywhere_, NAME) __attribute__((vector_size(sizeof(VECTOR)), aligned(4)));

/* Sorts a bitonic run of eight. */
TARGET INLINE void LOCAL(settle8_)(VECTOR *v)
{
    ORDER(v[0], v[4]); ORDER(v[1], v[5]); ORDER(v[2], v[6]); ORDER(v[3], v[7]);
    ORDER(v[0], v[2]); ORDER(v[1], v[3]); ORDER(v[4], v[6]); ORDER(v[5], v[7]);
    ORDER(v[0], v[1]); ORDER(v[2], v[3]); ORDER(v[4], v[5]); ORDER(v[6], v[7]);
}

/* Sorts a bitonic run of four. */
TARGET INLINE void LOCAL(settle4_)(VECTOR *v)
{
    ORDER(v[0], v[2]); ORDER(v[1], v[3]);
    ORDER(v[0], v[1]); ORDER(v[2], v[3]);
}

TARGET INLINE void LOCAL(sort4_)(VECTOR *v)
{
    ORDER(v[0], v[1]); ORDER(v[2], v[3]);
    ORDER(v[0], v[2]); ORDER(v[1], v[3]);
    ORDER(v[1], v[2]);
}

/* Nineteen comparisons (Knuth, volume 3, 5.3.4). */
TARGET INLINE void LOCAL(sort8_)(VECTOR *v)
{
    ORDER(v[0], v[2]); ORDER(v[1], v[3]); ORDER(v[4], v[6]); ORDER(v[5], v[7]);
    ORDER(v[0], v[4]); ORDER(v[1], v[5]); ORDER(v[2], v[6]); ORDER(v[3], v[7]);
    ORDER(v[0], v[1]); ORDER(v[2], v[3]); ORDER(v[4], v[5]); ORDER(v[6], v[7]);
    ORDER(v[2], v[4]); ORDER(v[3], v[5]);
    ORDER(v[1], v[4]); ORDER(v[3], v[6]);
    ORDER(v[1], v[2]); ORDER(v[3], v[4]); ORDER(v[5], v[6]);
}

/* The middle 8 of three sorted runs of 8, sorted. Of two runs the lower half is {min(a_i, b_7-i)}; what is left after
 * the lowest 8 of all and the highest 8 of all are gone is the middle. */
TARGET INLINE void LOCAL(middle24_)(const VECTOR *a, const VECTOR *b, const VECTOR *c, VECTOR *middle)
{
    VECTOR low[8], high[8], rest[8];
    for (int i = 0; i < 8; i++) {
        low[i] = LESSER(a[i], b[7 - i]);
        high[i] = GREATER(a[i], b[7 - i]);
    }
    LOCAL(settle8_)(low);
    LOCAL(settle8_)(high);
    for (int i = 0; i < 8; i++) rest[i] = GREATER(low[i], c[7 - i]);
    LOCAL(settle8_)(rest);
    for (int i = 0; i < 8; i++) middle[i] = LESSER(rest[i], high[7 - i]);
    LOCAL(settle8_)(middle);
}

/* The medians of windows `first` and `first + 1`, from the middle 4 of the 28 that windows first-... share. */
TARGET INLINE void LOCAL(pair_)(
    const VECTOR *middle, VECTOR a, VECTOR b, VECTOR left, VECTOR right, VECTOR *low, VECTOR *high)
{
    ORDER(a, b);
    VECTOR x = GREATER(middle[0], b), y = GREATER(middle[1], a);
    ORDER(x, y);
    VECTOR s = LESSER(x, middle[3]), t = LESSER(y, middle[2]);
    ORDER(s, t);
    *low = GREATER(s, LESSER(t, left));
    *high = GREATER(s, LESSER(t, right));
}

/* The middle 4 of a sorted run of 8 and 4 more numbers, sorted. */
TARGET INLINE void LOCAL(middle12_)(const VECTOR *eight_, VECTOR *more, VECTOR *middle)
{
    VECTOR rest[4];
    LOCAL(sort4_)(more);
    for (int i = 0; i < 4; i++) rest[i] = GREATER(eight_[i], more[3 - i]);
    LOCAL(settle4_)(rest);
    for (int i = 0; i < 4; i++) middle[i] = LESSER(rest[i], eight_[7 - i]);
    LOCAL(settle4_)(middle);
}

TARGET static void LOCAL(median31_)(const float *const *inputs, size_t count, float *const *outputs)
{
    for (size_t column = 0; column < count; column += sizeof(VECTOR) / sizeof(float)) {
        VECTOR a[8], b[8], c[8], middle[8], half[4], more[4], result[8];
        for (int i = 0; i < 8; i++) {
            a[i] = TAKE(7 + i);
            b[i] = TAKE(15 + i);
            c[i] = TAKE(23 + i);
        }
        LOCAL(sort8_)(a);
        LOCAL(sort8_)(b);
        LOCAL(sort8_)(c);
        LOCAL(middle24_)(a, b, c, middle);
        for (int i = 0; i < 4; i++) more[i] = TAKE(3 + i);
        LOCAL(middle12_)(middle, more, half);
        LOCAL(pair_)(half, TAKE(1), TAKE(2), TAKE(0), TAKE(31), &result[0], &result[1]);
        LOCAL(pair_)(half, TAKE(31), TAKE(32), TAKE(2), TAKE(33), &result[2], &result[3]);
        for (int i = 0; i < 4; i++) more[i] = TAKE(31 + i);
        LOCAL(middle12_)(middle, more, half);
        LOCAL(pair_)(half, TAKE(5), TAKE(6), TAKE(4), TAKE(35), &result[4], &result[5]);
        LOCAL(pair_)(half, TAKE(35), TAKE(36), TAKE(6), TAKE(37), &result[6], &result[7]);
        for (int i = 0; i < 8; i++)
            *(JOIN(anywhere_, NAME) *)(void *)(outputs[i] + column) = result[i];
    }
}

#undef JOIN_
#undef JOIN
#undef LOCAL
#undef VECTOR
#undef TAKE
