/*
 * XGBoost, opened when the first boosted model is trained or asked: with its thread library it would slow the start of
 * every other command. A model is a buffer in XGBoost's own format (UBJSON), so that nothing of the library outlives a call.
 */
#ifndef CATALOG_CXGBOOST_H
#define CATALOG_CXGBOOST_H

#include <stddef.h>
#include <stdint.h>

struct catalog_xgboost_parameter {
    const char *name;
    const char *value;
};

/* 0 where the library is not installed. */
int catalog_xgboost_open(void);
const char *catalog_xgboost_reason(void);

/* Trains on `row_count` dense rows; `labels` are class indices or targets, `weights` may be NULL. The model is handed to
   `receive` before the call returns. 0 on success. */
int catalog_xgboost_train(const float *rows, uint64_t row_count, uint64_t column_count, const float *labels,
                          const float *weights, const struct catalog_xgboost_parameter *parameters,
                          size_t parameter_count, int round_count,
                          void (*receive)(void *context, const char *bytes, uint64_t count), void *context);

typedef struct catalog_xgboost_model catalog_xgboost_model;

/* NULL where the buffer is no model. */
catalog_xgboost_model *catalog_xgboost_load(const void *bytes, uint64_t count);
void catalog_xgboost_free(catalog_xgboost_model *model);
/* Writes `value_count` predictions; 0 on success. Safe from several threads at once only with a lock around it. */
int catalog_xgboost_predict(catalog_xgboost_model *model, const float *rows, uint64_t row_count,
                            uint64_t column_count, float *values, uint64_t value_count);

#endif
