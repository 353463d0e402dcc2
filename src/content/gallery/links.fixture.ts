/** Links of the gallery as they were given out, of version 1: they open for ever. Add, never change. */

export interface KeptLink {
  readonly id: string
  readonly run: 'shows' | 'cures'
  readonly link: string
}

export const GALLERY_LINKS: readonly KeptLink[] = [
  {
    id: 'hoarded-offers',
    run: 'shows',
    link: '#/d/hZC9SgNBFIVfZTn1iJMQFx2rgK1PICkmu3fNkMwPM7MGDAtWFgE7WwULH8BGBcGnCetryOwmwVRWl3M59zuHu8IN-aCsgRgwRBUXBLECGQiMs8pLTUvr51lQMWTWZN2oKvIBDLczCLQv9-3ze7t--3m6a9evm6-PzedD-_iNhkFek4kB4moFVUL0-mgABk_B1r6gAIHC1UGMzjVpMeJnORp2YB_-Z58w7Iv2YXNl0v3MSl-SB-txO5n4W4eWXsaZNTvLXieoLKKypifKeBkgTjjnDKWFQKinWsWxc_iTfkiUzqVfduDjJU3BUOgkwoLIZTnnaePq0P1ek4YYDE8ZnPXxgipl1C5_0qQ-tYlqkWrknHPe_AI?v=1&at=199&t=1000&n=ResourceOffersMessage&k=dfbd01b3',
  },
  {
    id: 'hoarded-offers',
    run: 'cures',
    link: '#/d/hZG9SgNBFIVfZTn1iLMhBh2rgK2dnaSYbO6aITs_zMwaMCxYWQTsbBUsfAAbFQSfJqyvIbNrgqmshjOc-537s8I1-aCsgcgZoooVQaxABgLjrPRS09L6RRZUDJk1WfeUJfkAhps5BNrnu_bprV2_fj_etuuXzef75uO-ffhCw6BliOQTsKu5UJpsHc8DRM455w2DvCITA8TlCmoG0euDHAyegq19QQEChauDGJ5q0mLIT0Zo2J598J99wrAbpQ9bKJPq51b6GXmwHreVif_r0NLLOLdma9npBJVFVNb0RNnNdcQ5Z5hZCIR6qlUcO4c_6ftE6VxaTgc-XNIUDIVOIlRELhtxnn5cHbrraNIQ-eCYwVkfz6hURm3zJ03qpzZRVamNUbfeHw?v=1&at=321&t=10921&n=RescindResourceOfferMessage&k=2658b865',
  },
  {
    id: 'blocked-callback',
    run: 'shows',
    link: '#/d/hY8xTgMxEEWvsvq1kTaIhGBKSIEEqehQCq93YM3u2sieDYQoFTT0VARF4gaIC3CahBwDOSshEEiU8-fP-3-mGJMPxlnIjgAbrghyCrKQOC0o0aqqMqXLhAvFSW7yxDpOPHHjLQRuC0is3l5Wzw_r98flfPHxdL-cL9avd5gJqAuyHCDPpjA5ZDtvdSDgKbjGawqQ0FdNkP39mmq5k-71MBM_7Nv_2UcC517VdO182YaVxsb7TLEuIFpY1pgqhwCrUH6rpDUEtGssQ_YFfGNPAmQvTdN0NopN_mI5Lsj_Zl26DAKKI2G7BYwElGbjbGtrd6lA7iCRU6UmQ7phxA9cHSVvxuTlV9loq1XgTZxVNUHicHBwfDQcQCCbRFy3u8kSaCybKiq7m_qf?v=1&at=1025&t=1003&n=DECLINE&k=8d2d7438',
  },
  {
    id: 'blocked-callback',
    run: 'cures',
    link: '#/d/hc4xTsNAEAXQq1i_HiQnQiEsZ6CjQy7W6wEvtnfR7ixIWK6goaciKBI3QFyA0yTkGMi4IQKJckZ_3vweNxyi9Q5qRhArLUP1YAeFs5ozo9u21KbJpNaSVbbKnJcssKTgQLirobB9f92-PO4-njar9efzw2a13r3dYyDoS3YSoc572Apqmg9mIASOPgXDEQrmOkW1POm4U4f58QID7cXn_8ULwkXQHd_60EzPGuvG-1KLqUETVibbViCIjs2PSsaAYHxyArUkhOROI9Qiz_N8KMYmf1leag6_rStfgqBlFOYTUBCSE9uOq6Nv9As?v=1&at=1206&t=6079&n=TASK_RUNNING&k=aa39d67b',
  },
  {
    id: 'endless-no',
    run: 'shows',
    link: '#/d/bcwxagJBFAbgq8hfTzERCfJyBju7YLGZfWYHd9-EebMKLgsWYqUXCEnhBVJYBY-zrOYaIbG1_uBrsOSoPgjowSD5VDKoAQsI04IHLHnJqgMJMFgXIFxPx8vX_no69ufdz_u223z034du84nWIHtlSQp6buBzECTkDAMXakmgkUFkDXV0rCC4t1pp-FRxRUM7GqOdGcxjVvEqxMUtWXj5a16y5AqY2-mKGCQoWnPffV7y_1VL8uVEQY_WWtv-Ag?v=1&at=265&t=963&n=ResourceOffersMessage&k=7b6d01e2',
  },
  {
    id: 'endless-no',
    run: 'cures',
    link: '#/d/bcwxTgJBFMbxq5CvnmLYEEKeZ7CzMxTr7MOdsPvGzJuRhM0mFIRKL2C04AIWVMbjEMRrmJWW9p_v-3V45qg-CGhskHxqGNSBBYS7mkcsVcOqIwkwWNcgnA_7n8-X82F_-t79vm2Pm_fT1-tx84HeoHxkSQq67-ArECRUDAMXsiTQxCCyhhwdKwjuKSsVNy23VNjJDP3cYBHLllchLi_I0svAPJTJ1TAX09UxSFAM2CIr3ypoXFhrbW-uP3zV8LX53CBL8s2Qpv_lDw?v=1&at=323&t=1004&n=DECLINE&k=052a03f3',
  },
  {
    id: 'many-idle-one-hungry',
    run: 'shows',
    link: '#/d/lZLBSsNAFEV_pdz1K0xiq-248gO6cydZTJKxHZJMZGai1BJw5ar7gnvBtSsJBX8mKF35C5IGpEIpzHJ459078M4K99JYVWrwgOCUyyX4ClKDYyb0cqDSXNKg1HKwqPTcLEF4XICj3W7apvl-ed5t3n-26_bjqW2ar_Xb7vUTNUHMpXYW_GYFlYL372EAgpG2rEwiLTiSu8ryyWUhCz4JpiHqiHBrRCEfSpP125nS3X4sXLIA9WFxpfJUGhCcsNlhC2ifCT4iFLIAHwdhHdV0PCdRQ9Z9yTph3JWbWfAxY-wUHvrhZ374yA8f--HnfviFHz7xw6deeMD8cL-rBseuGhFE4lSpe7_EfhIyxhghLcFhq7hQ7npv4IG2p_yM__wM__kZESrtVN5VTLuK-hc?v=1&at=1072&t=30000&n=batch&k=62fff5cf',
  },
  {
    id: 'many-idle-one-hungry',
    run: 'cures',
    link: '#/d/pdO_S8NAFAfwf6V85yvcxVbbc_IP6OYmGS7JtT2aXOR-KLUEnJy6F9wFZycJBf-ZoHTyX5AkIApShBsfd-_z3vC-G9xIY1WpwRmBUy6X4BtIDY6Z0OuBynJJBqWWg6XXC7MGwd0SHM1-19T1x-PDYffyud82r_dNXb9vnw9Pb6gIxEJqZ8GvNlAZeF8PGQiMtKU3qbTgSK-95ZPzQhZ8wqYRqphgbkQhb0uz6rtXSrf9iXDpEqTHEq_yTBoQOGFXP6eAdCb4iKCQBfiYRVVckb-dVA1pu5J1wrgLN7PgY0ppu-PcW9nWLKKU0mNAFAqchAKjUGAcCpyGAmehwCQUmAYCjIYCoZfI_neJMYFInSp1nxvR_e2eCLISHNYnhXKXXbJ-xPFY7pLv3EW_chcTeO1U3o6YdtO_AA?v=1&at=941&t=23071&n=TASK_RUNNING&k=0350c820',
  },
  {
    id: 'half-the-cluster-free',
    run: 'shows',
    link: '#/d/pZAxSwMxGIb_yvHOEdOrlhInBwcHBYfiUDqk17QXekmO5DsLlgOngoK7oKODDu7SQf9MS_VfSFoVXVwcv5Dv-d73meJM-aCdhWgwkKZCQUyhLAROpSZtR8lEU57kshgmlKskK6pAyidDrxQYznMIvN_OVi_3q8f5Yj5bPF8sr6_eXm-Wdw-rp0vUDHKkLAWI7hR6AAHrBnE1c5UliCaDV8FVPlMBAllZBZHuGWVEynfae6XzFES32eCcbzVTznkPdY9h6KVRE-fHG_BY24g20kvKnQXbnPqe44rMSDu7-S_pKEBEHMPAQSBUfaNpvyzxg_2bKMsyylmDt4ORRRFbmDiGQqkyaXEeX8oqrHUaZSAaaZtB20DSrgs2Y3EbyEu9kdJF7gJZaaKTzvHhSecAvV5ds6-QjX-k7OvRHxnTz4zpbquOgipLuognW5xzXn8A?v=1&at=1004&t=17005&n=DECLINE&k=88f3b25c',
  },
  {
    id: 'half-the-cluster-free',
    run: 'cures',
    link: '#/d/pZAxSwMxGIb_yvHOEdOrlpJODg4OCg7FoXRIr2kv9JIcyXcWLAdOBQV3QUcHHdylg_6Zluq_kLQougmOX8j3fO_7zHCufNDOQjQYSFOhIGZQFgJnUpO242SqKU9yWYwSylWSFVUg5ZORVwoMFzkEPu7m69eH9dNiuZgvXy5XN9fvb7er-8f18xVqBjlWlgJEbwY9hIB1w7iaucoSRJPBq-Aqn6kAgaysgkg7RhmR8r12p3Segug1G5zznWbKOe-j7jOMvDRq6vxkC55oG9FGekm5s2DbU99zXJEZaWe3_yUdB4iIYxg6CIRqYDQdlCV-sH8TZVlGORvwbjCyKGILE8dQKFUmLc7jS1mFjU6jDEQjbTNoG0jaTcFmLG4Deam3UnrIXSArTXTSPTk67R6i369r9hWy8Y-UAz3-Q8Z0v1VHQZUlXcSTLc45rz8B?v=1&at=1008&t=17005&n=ACCEPT&k=22a09030',
  },
  {
    id: 'impossible-spread',
    run: 'shows',
    link: '#/d/lZE_SwNBEMW_Snj1intnkLhW2liJolhICDK5rGbJ7R925xQM14lY2YlgIYK9CH6mJF9D7k5EwcZyhpnfm_dmjksdk_EOKhNgw6WGmkM7KByHqGnS4ylxryDnPPfGGgLXUygsH1-WHw-Lt-fV_fvq6WZxd7t8eEUtQBfacYIazmEmUEiWyhICUSdfxUInKBShSirbttqqTOb97eAjJzXcyKSUaxu5lHIEAWKOZlxxszJHpGIGBUJdiy90SfFC_4UetOhBtpX_Bz1GXY8EziNZfeXjrDMxM67RshSJp95BdNrfdbNCBRvvunni_QTVCAlMfBNANbaGd0LAD_ZvIoXQ3NGC11MbOwQK2-ZXah16m1I2nVCl9lFWW6gsHwgYl5hc670vUHiXOJLpPjDsnAnsHR2cHJ7tnkIgx2jU2qwcm7I5dVNKKetP?v=1&at=867&t=16209&n=DECLINE&k=ed0c4124',
  },
  {
    id: 'impossible-spread',
    run: 'cures',
    link: '#/d/rZHLShxBFIZfZfjXFVLdM8ikXOnGVYgYXMgwhDPdFaeYrgtVpxNw6J2Iq-xEcCGCexF8JmdeI1S3aIRsAlnWoc53_ssaP3RMxjuoQoANNxpqDe2g8DVETfWIl8SjipzzPFpoCJwtobC5vts8XT0_3G5_PW5vzp8vLzZX9-gE6FQ7TlCzNUwNhWSpaSAQdfJtrHSCQhXapIpdq60qZDnZDT5yUrNxIaX8MC6llHMIEHM0i5bzyhqRqhUUCF0nXtANxVP9N_S0R0-LT-W_oBfournA90hW__RxNZhYGZdvWYrES-8ghtuv77xCFRvvhv_EnxNUPiRQ-xxAu7CG90LAH-z3RAoh6-jBH1MfOwQq2-fXaB1GO1LmSWhTX5TVFqoopwLGJSbXe58IVN4ljmSGBmaDM4GDoy_Hh9_2TyBQYj7vExx0juWbUKrrvVweXkp8lZR05V39fzvMsbWOTZNV7GQV3W8?v=1&at=1051&t=30855&n=ACCEPT&k=d448cc54',
  },
  {
    id: 'port-10000',
    run: 'shows',
    link: '#/d/VZC9TgMxEIRfxZraAV8SIthUSLRI9FEK57IhVs4_2D6QiK6joAsloqWkoOSJAq-BnJP46XZHu9_Ozha3HJPxDlRJZJMbBm3BDoQrH7NQIq91FguutWVRKaUUJO7XIOx3z5-PT70mvl4ehBL73cfX2_t-94pOQl-zywk028IsQX0_qCAROfk21pxAqEObaDy1bGmszibT4GNONBsV7GA0VErN0c0lVlFbvvNx0xM3xhWm1VHntXeQ_Y2fvqzoOhvv-nmdLxOo4CSWHoTULqzJ5yHgD_s_UYdQwjiAj5sFJGpb6tQwBzE5JFHsg9TRiYRlC6qGpxLlhwteGWd-DRQNpIqvyDetiVzyTaAcW-6K3LpsmuJyXBLtvgE?v=1&at=219&t=7004&n=DECLINE&k=60bbe5b8',
  },
  {
    id: 'port-10000',
    run: 'cures',
    link: '#/d/VZC9TgMxEIRfxZraAV8SIthUSLRI9FEK57IhVs4_2D6QiK6joAsloqWkoOSJAq-BnJP46XZHu9_Ozha3HJPxDlRJZJMbBm3BDoQrH7NQIq91FguutWVRKaUUJO7XIOx3z5-PT70mvl4ehBL73cfX2_t-94pOQl-zywk028IsQX0_qCAROfk21pxAqEObaDy1bGmszibT4GNONBsV7GA0VErN0c0lVlFbvvNx0xM3xhWm1VHntXeQ_Y2fvqzoOhvv-nmdLxOo4CSWHoTULqzJ5yHgD_s_UYdQwjiAj5sFJGpb6tQwBzE5JFHsg9TRiYRlC6qGpxLlhwteGWd-DRQNpIqvyDetiVzyTaCVbhJ3RW9dNk2xOS6Rdt8?v=1&at=225&t=7004&n=ACCEPT&k=c1ee80d5',
  },
  {
    id: 'wrong-role',
    run: 'shows',
    link: '#/d/bZDNSgMxFIVfZbjrFDPTUjRd-QBuui1F0plrG5o_kkwLltlJQXAh4sYncCkILiw-TpW68hUkM1Zb6fKGcL5zvgXM0HlhNLCUQBBBIrAFoAYGfTGehMShN6XL0ZNk7oweJ85IBAKXE2Cwebn6WN2-P72uV8uvt5vN493m-vnz_mG9WkJFgI9RBw9ssABRAGvuVgoEflOBQW5Lzzo9hYp16Em3Z40Lng3aKaW01c4opUOohgQuHFc4N27aJE6FjpmKOx4mRgNpGDt33ZSBl3yG57YcSZHXQTwPwugmhYczDyxCCBQm_i5HSoRTa2GHuJ_LrY2SatyRHAGBXBU1CNEmXUrjiy197VShApZmxxGbow1Y9H-2942M-wf7BYdVRba12vSvl0OPbhbN1xb3bR4YesBxVjtOadb55zhNt45LHYSM6G5EV98?v=1&at=219&t=7004&n=DECLINE&k=50744398',
  },
  {
    id: 'wrong-role',
    run: 'cures',
    link: '#/d/bZC9SgNBFEZfZfnqCc5uQtBJ5QPY2IYgk82YDNn5YWY2AcN2EhAsRGx8AktBsDD4OFFi5SvI7BJNJOW9XM65nAVmwnlpNFhKEGQoBNgCQoPhXI4nIXHCm9LlwpNk7oweJ84UAgRXEzBsXq8_V3cfz2_r1fL7_XbzdL-5efl6eFyvlqgI-Fjo4MH6C8gRWDO3UhD8UsGQ29KzTk8JxTr0pNuzxgXP-u2UUtpqZ5TSAaoBwaXjSsyNmzbEqdSRqbjjYWI0SOPYmetPGXzBZ-LClsNC5jWI50Ea3VB4OPNgUUIwMvG6HCoZTq3FjnGfy62NkWrdUTEEQa5GtUgIm3QpjRtb-rqpEgoszY6rimxtbfqnc8ILN4tB6zj7kQ78fyBdVqdLadb5ly5Nt-lKHWQR1d2orn4A?v=1&at=225&t=7004&n=ACCEPT&k=cfce4fa5',
  },
  {
    id: 'second-seat',
    run: 'shows',
    link: '#/d/ndDNSgMxFAXgVxnOOsVMW4ukKx_AnbvSRZy5OkObH5KMgmVAQXBjwbW4VpCCWyn4Ni1t30LSUasrweUJud-BM8E5OV8aDZEyhDKMCWIC0hA4Lihx5IN0IQmFDIkmyn0iE0-Z0XniSQYwXBYQ2DxerZ-uV7PZYn63eHtZzp8X79PVw83mdrq8f0XNIM9IBw8xmKDMIZrcSsHgyJvKZeQhkNnKi7SvSImUt7t9a1zwYtBJOeetTptzPkQ9ZDh1UtGFcaNGHJU6mko6GQqjwZqO7xxPZBZKo5v_Mhx5iMgx5AYCvjpRZTi0Fj_s36K0Nk6zhfeMJjBkKgY_JrJJj_P4Yiu_nVKRgkjbB3XNvurS_V3f565_FzZVO6TL_48MGSodynF0etGpPwA?v=1&at=437&t=15000&n=restartApp&k=b49b910c',
  },
  {
    id: 'second-seat',
    run: 'cures',
    link: '#/d/ndHLSh1BEAbgVxn-dYs9xwuhXYVs3AQXyU7OopypnGk8faG7xkQPAwYCbiJkHbJOIAhuRfBtjhjfIrTjLauAy6qu_vqneoEDTtkGD1MriJU5wyzAHgbvO64SZ6EklXQklWduc0VV5ib4tspMAoWjDga3P47__Px8c3a2vPy6vPh9fflreXV68_3L7cnp9bdzDAo0Yy8ZZncB28KM9UoNhcQ59KnhDIMm9tnUW46dqfVkfSuGJNnsrtVa65W1idZ6imGq8CGR448h7Y_ivvXFdJRIuuChxjce63KFGrHBj_MkbzNM4RTaAIPc7zkrr2PEM_tfkWIsq7mDV4NnKDSuFHnOHKtNrUsn9vlulY4dTD15pdDHWaKW30ki4dlhMZz11vVum2ku3RuK1Fg5hNEKjj6Vk50DTs_6wzCoh9D1xlPq-9_5f-wx8BOyrl-OTBV6L3ZenM3iDH8B?v=1&at=625&t=17003&n=ACCEPT&k=43c97a86',
  },
  {
    id: 'one-minute-pull',
    run: 'shows',
    link: '#/d/VZDNSgMxFIVfZTjrlGbaUmy6EnUlUnFbuojT6zR08kOS8a8MCIIoLgTBneBr-EBW6FtIZjZ2c-Hc5Jzvcja4Jh-UNRA5Q1SxIogNyEBgZijTytSRsmgzV1dVJk2mtCwJDPcrCPx8P2yfn3bvX7-vL7uPz-3jGxoGWZKJAWK-gVpCdLqXg8FTsLUvKECgcHUQo6kmLUZ8Mp4662MQ82HOOe8NB5zzBRha3HldVWcpcMI556ydi2bBcOWlphvr1x1trUziaellXFmT7Hs6WWQRlTXdfxlTakIxLC0EQn2pVTx0Dv-y9xOlc6mhNrivdAmGQicRKiKXjTlPG1eHtlFNGiIfHDAU1kSpDPnkjneOIHA8Ozo9uUCCF-vupatXgG6ldhX1K-lLQtM06fbaRNUWkaebefMH?v=1&at=800&t=67012&n=TASK_FAILED&k=780240b5',
  },
  {
    id: 'one-minute-pull',
    run: 'cures',
    link: '#/d/VZHLSgQxEEV_pbnriOlRBo0rUVciirgTF7Ete8LkRR6-hgZBEMWFILgT_A0_SAX_QpLe6CZQSd1zb6oWuKAQlbMQLUNSSRPEAmQhsG-pMcrmRE1yjc9aN9I2ysiewHAzg8Dnx-3Xw_3Py_v30-PP69vX3TMGBtmTTRHieAF1BjHWSy0YAkWXQ0cRAp3PUaxuGDJila9PN7wLKYrjlZZzvrQy4ZyfgKHaHWSt9wpwnXPOWT1PGM617GONe0VdTi4cUq9iCjIpZ4-UIZdTkU1LPx-GIgnS0KUL8zHeXNkS0Mgg08zZ4vevLhLZFdzYLyuvZGM4cxCI-dSotOk9_rD_E6X3JWMFLyvTg6EzpYiayDdTzsuNz7GuwJCBaCdrDJ2zSSpLoajTtScIbO9v7e4coph38_Fl3IcAXUnjNS1rGXrCMNTvZptUnVw7qSP4BQ?v=1&at=1140&t=97090&n=TASK_RUNNING&k=fd3ce721',
  },
  {
    id: 'zero-seconds',
    run: 'shows',
    link: '#/d/fY6xTsMwFEV_JbqzkRIoSJhvYGIDZXCdB7GS2JH9DBJRNr6gSxGIETGyoG58Dqn6F8hqVToxPr177rkD7skH4yxkIcCGW4IcQBYS1-RdFkg7W4WMXaZdR9lc6QYCjzUkfr4X09v7-uVpWq42y6_p-XPzulp_LDAKqDuyHCBvBpgKcnsfFRDwFFz0mgIkdB-DnF101MlZfn6GsRS49aqjB-ebLd0Ym_i5Yl1D7Mr6HgK6Jt30zliGZB9JgFVoDpycQi6m__FYpm6l2Ti7jSi-DJBFnue5QOXSGq9CfaVrqmJLHgdTds5R7LHTP8xTYOX5X7AUiJZNm9iTpBx_AQ?v=1&at=405&t=10003&n=ShutdownFrameworkMessage&k=843fc91b',
  },
  {
    id: 'zero-seconds',
    run: 'cures',
    link: '#/d/fc6xTsMwEAbgV4n-2UgthArMMzDBBOrgOldiJbEj-1wkqmw8QZciECNiZEHdeBxa9S2Qmwo6cdtJ9_33zzEjH4yzkEMBNlwT5BxkIXFD3mWBtLNFyNhl2jWUTZSuIPBQQuL7a7F-fds8P66Xq-3yc_30sX1Zbd4X6ATUHVkOkLdzmAKy34-GEPAUXPSaAiR0G4PMLxpqZD44H6EbC0y9auje-arXlbHJTxTrEmIf1rYQ0CXpqnXGMiT7SAJTZWo3I39tGnKRLwPkaJCfDdIIsArVQSNOES4mfdyN02el2Tjbn6idHvaycKmrV6G80iUVsSaPg6L7Rp34Zad_zFNg5flfOBaIlk2d7El62f0A?v=1&at=452&t=15002&n=FrameworkRegisteredMessage&k=849c82ec',
  },
  {
    id: 'two-of-the-same',
    run: 'shows',
    link: '#/d/jZC9TsMwFIVfJTqzKzlRWczEDlu3qoOb3jZumqSyb6hElQ0hfirUGViQmHiCQl-noa-B3AwNYoDR8j3f_e5Z4pKsM0UOFQqw4RlBLUE5FHqLIijGAScUOJ1RoMdMNtDBXFs27DMCVwkU6tubevW5-3io149fL3e7zdtu875_3tTr1f7perfd1vevqAT0hHJ2UP0lzAiqeXdCCFhyRWljclCI56VT4WlGmQpl1EUlfoxHf4wLONaWz_jCQXWllNVAYGx1RovCps321OQeONQcJxANfVoMHQTihOJ0XpicodiWJMDapS3paYhq4Jk69h00P_qw7URKKTAqvFXJ5yZPITAkXpDvs9-6N9OOyWLgb2uyoZTHtCuHmeHeYXFL_mj5y6mjJ9rk3uxIjFrEhPTsX0IDgTJnM_OEyNcnq28?v=1&at=1464&t=90923&n=TASK_LOST&k=be98972f',
  },
  {
    id: 'two-of-the-same',
    run: 'cures',
    link: '#/d/lZC9SgNBFIVfZTn1BGaDNmNlr106STG73riT_Qszdw0YthPxJ0hqtRGsfIJoXidrXkMmi2RFRCyHuee73z0znJN1piygQgE2nBHUDFRAYTAtg3IUcEKB0zkFesRkAx1MtGXDPiNwkUChub5q5u_rt7tmcf_xdLNevqyXr5vHZbOYbx4u16tVc_uMWkCfUcEO6mQGcwrVvnshBCy5srIxOSjEk8qp8CCnXIWyv4dafBvv_zEu4FhbPuRjB7UnpayHAiOrc5qWNm23p6bwwEhznEC09HEZOQjECcXppDQFQ7GtSIC1SzvS4xD10DN17Dtof_R2276UUuC09FYVH5kihUBEPCXf50nn3lw7Jouhv63NhlLu0q6KcsOD7eKO_M7yh1NPn2lTeLMdsd8hJqSz_wn1u0KpyTKv87vNVzMCVcEm2xJ8-7L-BA?v=1&at=2945&t=200074&n=TASK_KILLED&k=aeb79765',
  },
  {
    id: 'sick-watchman',
    run: 'shows',
    link: '#/d/pZLPixMxFMf_leF7zuJ0phbNnmRBPCgs2FuZQzbz3AmdJEPy0oplbgqCV0ERwf_Ave_fo_bfkLS7tR61x_fI5_N-ZYMVhWi8g5wIsOGeIDcgB4l5R8Vase6scsVaxYI7KqLRy8I7gsCbDhLbj9-2n95tv7z99flm-_XDz-_vf9zeYhRQ1-Q4Qi42MC0knG8zpH1yDFkLBIo-BU0REnpIUU7PLVk5LR_PzgcfOMpFPSnL8qyuyrJsMDYCr4KytPZhuRcvjctqq4LizjuIfalDnBGl2Xi3f6_4RYTMOoHWQyKmK2v4yTDgyP23UQ1D3shO_CB2Pj_VNkexJxqKWVnmzJDiboWWLOSkeiRgXGTldvPNBDpSPXcXHem73ofg2WvfQ-LZfH4JgeugNF1SML59Sdq7NkI-zB6msFL9cY6NJZ_4kKoErHp94V0kndis6KkyfQq5dj024yjuZ5-Vf4bXiZ8bt4TAFfGa8s0Xx5Pni51N0JxAVyfR9TGdv8IBz9v8x97_g69O5HP_jUBybPqdYpoV428?v=1&at=2500&t=79001&n=KILL&k=4894edc9',
  },
  {
    id: 'sick-watchman',
    run: 'cures',
    link: '#/d/pZLPixMxFMf_leF7zmJmWotmT7IgHhQW7K3MIZt57oROkiF504plbgqCV0ERwf_Ave_fo_bfkLS7tR61x_fI5_N-ZYMVxWSDhyoF2HJHUBuQh8K8pWKt2bRO-2KtU8EtFcmaZRE8QeBNC4Xtx2_bT--2X97--nyz_frh5_f3P25vMQroa_KcoBYb2AYKPjQZMmHwDDURiJTCEA0lKJh-SGp67sipqXw8O-9D5KQWk1JKeTappJQ1xlrgVdSO1iEu9-Kl9VntdNTcBg-xL3WIM6IN2-D37zW_SFBZJ9AEKKThyll-0vc4cv9t1H2fN7ITP0htyE-Ny1HqiPpiJmXO9EPardCRgyqrRwLWJ9Z-N99MoCXdcXvRkrnrvY-BgwkdFJ7N55cQuI7a0CVFG5qXZIJvEtTD7GGKK90d59g6CgMfUpWA068vgk9kBrYreqptN8Rcu5RjPY7ifviZ_DO9Gfi59UsIXBGvKR99cTx6PtlZifoEujqJnhzT-S8c8LzOf-z9P_jqRD73XwsMnm23U0yzYvwN?v=1&at=2791&t=100000&n=healLink&k=54db3e93',
  },
  {
    id: 'early-revive',
    run: 'shows',
    link: '#/d/bZC9TsMwFIVfJTqsRnJohISZeAC2bqiDm9w2VmMb2U4QRBl4AOZOLKgM8BC8TfIcyLGgHTren_Pdc26PjpxX1kDkDEGFhiB6kIHAsqbMUac6ykqpKQvWZiRd8wyGlxoC0-vHeHib3j_Hn_14-J72XxgY5JZM8BAPPVQFkerLHAyOvG1dSR4C5WPrRXGrSYuC31xjWDFsnNT0ZN0uqXfKRP1ahrIGS7BGBppJm9bTvYfIrzjnPKplGZQ1SVpZCFTUqI7cXQCDJu_llmLXxaaIoIsC7G8rsopIYj1kiNWCc84SybdrrcJS-p3Hic2jnzCP_iPHi0fIsDoLTa89x4tpWhNUMwdczAF_AQ?v=1&at=123&t=4000&n=DECLINE&k=45014417',
  },
  {
    id: 'early-revive',
    run: 'cures',
    link: '#/d/jZAxTsQwEEWvEn1aIzlshMBUHIBuO5TCm8xurCQ2sp0giFJwAOqtaNBSwCG4TXIO5ESQLbagnJn_38z8Di1Zp4yGiBm88hVBdCANgXVBkaVWtRRlsqbIGxORtNUTGJ4LCIwv78PhdXz7GL73w-Fr3H-iZ5A70t5B3HdQOcRcn8dgsORMYzNyEMgeGieSm5pqkfDrS_Qpw9bKmh6NLWd3qXTwb6TPCrAZVklPE2nbOLpzEPEF55wHt8y8Mnq25gYCOVWqJXvrwVCTc3JHoWtDUwTQWQL2qwqsJJBYB-lDteKcs5nkmk2t_Fq60uHozOUeP43-Xg4bF0ifnoTO0Z7iLfKrf8lThkZ7VU15rKY8fgA?v=1&at=291&t=8077&n=TASK_RUNNING&k=d4a6b7fe',
  },
  {
    id: 'long-backoff',
    run: 'shows',
    link: '#/d/VY-9TsMwFIVfJTqzC05bKridkBATSEiMVQfXcYhpbEe2A4UqEm_AiMTIysKEWHgb_h4DmYgKxnN17nfvt8aF8kE7C8oZoo61Aq2hLAgnrdWhUkVWOp8Jm1Wu9WC4rkD4enj8fL1_e7l5f7r9uHtGxyDOlI0BNFtDF6A-D3IweBVc66UKIMimDTSeGmVozPcm08b5GGg2yjnng9GQcz5HN2covTDq0vllT1xqm5hGeBErZ8H6G5ucVoSM2tm-L-JxACUcQ-FACO3C6LjfNPjD_k8UTZPcf8Db524BBmlSCLVSTZZPM7XSMUtGyQLEt3YYjDKgfLjLsBBy6cryVElniwDK-WZ2KGR0HjRkMGJ1JForqwNVi6tNeTThvEsWrY26_n2e8-4b?v=1&at=1835&t=84124&n=TASK_FAILED&k=cca1cfe5',
  },
  {
    id: 'long-backoff',
    run: 'cures',
    link: '#/d/hZC_TsMwGMRfJbrZBactFbgTEmICCYmx6uAmX4hpbEe2A4UqEm_AiMTIysKEWHgb_j0GciMimBjPuu_nu1vjgpxX1kCkDEGFiiDWIAOBk8YoX1KeFNYl0iSlbRwYrksIfD08fr7ev73cvD_dftw9o2WQZ2SCh5itoXKITg9SMDjytnEZeQhkdePFeKpJizHfm0xr64IXs1HKOR-MhpzzOdo5Q-Gkpkvrlh1xqUxkaulkKK0B6_7odTyRWVDWdH4Zjj1ExDHkFgK-WWgV9usav9h_ibKuY_cNePvcLsCQ6Sh8RVQn6TShlQpJbBRbQPCtHQZNGiId7jIsZLa0RXFKmTW5h0h5_3Yos2AdxJBBy9WRbExWHlAlr3rzaMJ527Kf5HGOPrsjT2Fj_yd8Fztu0Zigqp8JOG-_AQ?v=1&at=2059&t=101001&n=ACCEPT&k=ac0c8cb3',
  },
]
