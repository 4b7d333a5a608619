#include "CXGBoost.h"

#include <dlfcn.h>
#include <math.h>
#include <pthread.h>
#include <string.h>
#include <xgboost/c_api.h>

static struct {
    __typeof__(&XGBGetLastError) XGBGetLastError;
    __typeof__(&XGDMatrixCreateFromMat) XGDMatrixCreateFromMat;
    __typeof__(&XGDMatrixSetFloatInfo) XGDMatrixSetFloatInfo;
    __typeof__(&XGDMatrixFree) XGDMatrixFree;
    __typeof__(&XGBoosterCreate) XGBoosterCreate;
    __typeof__(&XGBoosterFree) XGBoosterFree;
    __typeof__(&XGBoosterSetParam) XGBoosterSetParam;
    __typeof__(&XGBoosterUpdateOneIter) XGBoosterUpdateOneIter;
    __typeof__(&XGBoosterPredict) XGBoosterPredict;
    __typeof__(&XGBoosterLoadModelFromBuffer) XGBoosterLoadModelFromBuffer;
    __typeof__(&XGBoosterSaveModelToBuffer) XGBoosterSaveModelToBuffer;
    int is_open;
} library;

static pthread_once_t opened = PTHREAD_ONCE_INIT;

static void open_library(void) {
    void *handle = dlopen("libxgboost.so.0", RTLD_NOW | RTLD_LOCAL);
    if (!handle) return;
#define FIND(name)                                                    \
    do {                                                              \
        library.name = (__typeof__(library.name))dlsym(handle, #name); \
        if (!library.name) return;                                    \
    } while (0)
    FIND(XGBGetLastError);
    FIND(XGDMatrixCreateFromMat);
    FIND(XGDMatrixSetFloatInfo);
    FIND(XGDMatrixFree);
    FIND(XGBoosterCreate);
    FIND(XGBoosterFree);
    FIND(XGBoosterSetParam);
    FIND(XGBoosterUpdateOneIter);
    FIND(XGBoosterPredict);
    FIND(XGBoosterLoadModelFromBuffer);
    FIND(XGBoosterSaveModelToBuffer);
    library.is_open = 1;
}

int catalog_xgboost_open(void) {
    pthread_once(&opened, open_library);
    return library.is_open;
}

const char *catalog_xgboost_reason(void) { return library.is_open ? library.XGBGetLastError() : ""; }

int catalog_xgboost_train(const float *rows, uint64_t row_count, uint64_t column_count, const float *labels,
                          const float *weights, const struct catalog_xgboost_parameter *parameters,
                          size_t parameter_count, int round_count,
                          void (*receive)(void *context, const char *bytes, uint64_t count), void *context) {
    DMatrixHandle matrix = NULL;
    BoosterHandle booster = NULL;
    int failed = library.XGDMatrixCreateFromMat(rows, row_count, column_count, NAN, &matrix);
    if (!failed) failed = library.XGDMatrixSetFloatInfo(matrix, "label", labels, row_count);
    if (!failed && weights) failed = library.XGDMatrixSetFloatInfo(matrix, "weight", weights, row_count);
    if (!failed) failed = library.XGBoosterCreate(&matrix, 1, &booster);
    for (size_t index = 0; !failed && index < parameter_count; index++)
        failed = library.XGBoosterSetParam(booster, parameters[index].name, parameters[index].value);
    for (int round = 0; !failed && round < round_count; round++)
        failed = library.XGBoosterUpdateOneIter(booster, round, matrix);
    if (!failed) {
        bst_ulong count = 0;
        const char *bytes = NULL;
        failed = library.XGBoosterSaveModelToBuffer(booster, "{\"format\": \"ubj\"}", &count, &bytes);
        if (!failed) receive(context, bytes, count);
    }
    if (booster) library.XGBoosterFree(booster);
    if (matrix) library.XGDMatrixFree(matrix);
    return failed;
}

catalog_xgboost_model *catalog_xgboost_load(const void *bytes, uint64_t count) {
    BoosterHandle booster = NULL;
    if (library.XGBoosterCreate(NULL, 0, &booster) != 0) return NULL;
    if (library.XGBoosterLoadModelFromBuffer(booster, bytes, count) != 0) {
        library.XGBoosterFree(booster);
        return NULL;
    }
    return (catalog_xgboost_model *)booster;
}

void catalog_xgboost_free(catalog_xgboost_model *model) {
    if (model) library.XGBoosterFree((BoosterHandle)model);
}

int catalog_xgboost_predict(catalog_xgboost_model *model, const float *rows, uint64_t row_count,
                            uint64_t column_count, float *values, uint64_t value_count) {
    DMatrixHandle matrix = NULL;
    int failed = library.XGDMatrixCreateFromMat(rows, row_count, column_count, NAN, &matrix);
    bst_ulong count = 0;
    const float *predicted = NULL;
    if (!failed) failed = library.XGBoosterPredict((BoosterHandle)model, matrix, 0, 0, 0, &count, &predicted);
    if (!failed && count == value_count) memcpy(values, predicted, count * sizeof *values);
    if (matrix) library.XGDMatrixFree(matrix);
    return failed || count != value_count;
}
