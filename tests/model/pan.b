	switch (t->back) {
	default: Uerror("bad return move");
	case  0: goto R999; /* nothing to undo */

		 /* PROC :init: */

	case 3: // STATE 1
		;
		;
		delproc(0, now._nr_pr-1);
		;
		goto R999;

	case 4: // STATE 2
		;
		;
		delproc(0, now._nr_pr-1);
		;
		goto R999;
;
		;
		;
		;
		
	case 7: // STATE 6
		;
		p_restor(II);
		;
		;
		goto R999;

		 /* PROC receiver */
;
		;
		;
		;
		
	case 10: // STATE 4
		;
		((P2 *)_this)->r = trpt->bup.oval;
		;
		goto R999;

	case 11: // STATE 5
		;
	/* 0 */	((P2 *)_this)->seen = trpt->bup.oval;
		;
		;
		goto R999;
	case 12: // STATE 20
		sv_restor();
		goto R999;

	case 13: // STATE 22
		;
	/* 0 */	((P2 *)_this)->x = trpt->bup.oval;
		;
		;
		goto R999;

	case 14: // STATE 26
		;
		now.sb[1].n = trpt->bup.ovals[2];
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[1];
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;
	case 15: // STATE 46
		sv_restor();
		goto R999;

	case 16: // STATE 48
		;
		((P2 *)_this)->x = trpt->bup.oval;
		;
		goto R999;

	case 17: // STATE 53
		;
	/* 0 */	((P2 *)_this)->r = trpt->bup.oval;
		;
		;
		goto R999;

	case 18: // STATE 54
		;
		now.got = trpt->bup.oval;
		;
		goto R999;

	case 19: // STATE 58
		;
		now.sb[1].n = trpt->bup.ovals[2];
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[1];
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;
;
		;
			case 21: // STATE 83
		sv_restor();
		goto R999;
	case 22: // STATE 99
		sv_restor();
		goto R999;

	case 23: // STATE 101
		;
	/* 0 */	((P2 *)_this)->x = trpt->bup.oval;
		;
		;
		goto R999;
	case 24: // STATE 123
		sv_restor();
		goto R999;

	case 25: // STATE 126
		;
		now.mem[5] = trpt->bup.ovals[1];
		((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;
;
		;
			case 27: // STATE 151
		sv_restor();
		goto R999;

	case 28: // STATE 153
		;
		now.asleep[0] = trpt->bup.oval;
		;
		goto R999;

	case 29: // STATE 160
		;
		((P2 *)_this)->streak = trpt->bup.ovals[1];
	/* 0 */	((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 30: // STATE 162
		;
		((P2 *)_this)->mode = trpt->bup.ovals[1];
	/* 0 */	((P2 *)_this)->mode = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 31: // STATE 415
		;
		((P2 *)_this)->x = trpt->bup.ovals[6];
		((P2 *)_this)->r = trpt->bup.ovals[5];
		((P2 *)_this)->x = trpt->bup.ovals[4];
		((P2 *)_this)->x = trpt->bup.ovals[3];
		now.sb[1].n = trpt->bup.ovals[2];
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[1];
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 7);
		goto R999;

	case 32: // STATE 415
		;
		((P2 *)_this)->x = trpt->bup.ovals[3];
		((P2 *)_this)->r = trpt->bup.ovals[2];
		((P2 *)_this)->x = trpt->bup.ovals[1];
		((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 4);
		goto R999;

	case 33: // STATE 178
		;
		((P2 *)_this)->streak = trpt->bup.oval;
		;
		goto R999;

	case 34: // STATE 181
		;
		((P2 *)_this)->mode = trpt->bup.ovals[2];
		((P2 *)_this)->streak = trpt->bup.ovals[1];
	/* 0 */	((P2 *)_this)->streak = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;

	case 35: // STATE 185
		;
		now.sb[1].n = trpt->bup.ovals[2];
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[1];
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;
	case 36: // STATE 209
		sv_restor();
		goto R999;
	case 37: // STATE 225
		sv_restor();
		goto R999;

	case 38: // STATE 227
		;
	/* 0 */	((P2 *)_this)->x = trpt->bup.oval;
		;
		;
		goto R999;
	case 39: // STATE 249
		sv_restor();
		goto R999;

	case 40: // STATE 252
		;
		now.mem[5] = trpt->bup.ovals[1];
		((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;
;
		;
			case 42: // STATE 277
		sv_restor();
		goto R999;

	case 43: // STATE 279
		;
		now.asleep[0] = trpt->bup.oval;
		;
		goto R999;

	case 44: // STATE 286
		;
		((P2 *)_this)->streak = trpt->bup.ovals[1];
	/* 0 */	((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 45: // STATE 288
		;
		((P2 *)_this)->mode = trpt->bup.ovals[1];
	/* 0 */	((P2 *)_this)->mode = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 46: // STATE 415
		;
		((P2 *)_this)->x = trpt->bup.ovals[6];
		((P2 *)_this)->r = trpt->bup.ovals[5];
		((P2 *)_this)->x = trpt->bup.ovals[4];
		((P2 *)_this)->x = trpt->bup.ovals[3];
		now.sb[1].n = trpt->bup.ovals[2];
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[1];
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 7);
		goto R999;

	case 47: // STATE 415
		;
		((P2 *)_this)->x = trpt->bup.ovals[3];
		((P2 *)_this)->r = trpt->bup.ovals[2];
		((P2 *)_this)->x = trpt->bup.ovals[1];
		((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 4);
		goto R999;
	case 48: // STATE 326
		sv_restor();
		goto R999;

	case 49: // STATE 328
		;
	/* 0 */	((P2 *)_this)->x = trpt->bup.oval;
		;
		;
		goto R999;
	case 50: // STATE 350
		sv_restor();
		goto R999;

	case 51: // STATE 353
		;
		now.mem[5] = trpt->bup.ovals[1];
		((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;
;
		;
			case 53: // STATE 378
		sv_restor();
		goto R999;

	case 54: // STATE 380
		;
		now.asleep[0] = trpt->bup.oval;
		;
		goto R999;

	case 55: // STATE 387
		;
		((P2 *)_this)->streak = trpt->bup.ovals[1];
	/* 0 */	((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 56: // STATE 389
		;
		((P2 *)_this)->mode = trpt->bup.ovals[1];
	/* 0 */	((P2 *)_this)->mode = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 57: // STATE 415
		;
		((P2 *)_this)->x = trpt->bup.ovals[6];
		((P2 *)_this)->r = trpt->bup.ovals[5];
		((P2 *)_this)->x = trpt->bup.ovals[4];
		((P2 *)_this)->x = trpt->bup.ovals[3];
		now.sb[1].n = trpt->bup.ovals[2];
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[1];
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 7);
		goto R999;

	case 58: // STATE 415
		;
		((P2 *)_this)->x = trpt->bup.ovals[3];
		((P2 *)_this)->r = trpt->bup.ovals[2];
		((P2 *)_this)->x = trpt->bup.ovals[1];
		((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 4);
		goto R999;

	case 59: // STATE 415
		;
		((P2 *)_this)->x = trpt->bup.ovals[2];
		((P2 *)_this)->r = trpt->bup.ovals[1];
		((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;

	case 60: // STATE 415
		;
		((P2 *)_this)->x = trpt->bup.oval;
		;
		goto R999;

	case 61: // STATE 417
		;
	/* 0 */	((P2 *)_this)->r = trpt->bup.oval;
		;
		;
		goto R999;

	case 62: // STATE 421
		;
		now.sb[1].n = trpt->bup.ovals[2];
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[1];
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;
	case 63: // STATE 445
		sv_restor();
		goto R999;
	case 64: // STATE 461
		sv_restor();
		goto R999;

	case 65: // STATE 463
		;
	/* 0 */	((P2 *)_this)->x = trpt->bup.oval;
		;
		;
		goto R999;
	case 66: // STATE 485
		sv_restor();
		goto R999;
	case 67: // STATE 508
		sv_restor();
		goto R999;

	case 68: // STATE 515
		;
		((P2 *)_this)->x = trpt->bup.oval;
		;
		goto R999;

	case 69: // STATE 515
		;
		((P2 *)_this)->x = trpt->bup.oval;
		;
		goto R999;

	case 70: // STATE 517
		;
		((P2 *)_this)->r = trpt->bup.oval;
		;
		goto R999;

	case 71: // STATE 518
		;
	/* 0 */	((P2 *)_this)->seen = trpt->bup.oval;
		;
		;
		goto R999;
	case 72: // STATE 533
		sv_restor();
		goto R999;

	case 73: // STATE 535
		;
	/* 0 */	((P2 *)_this)->x = trpt->bup.oval;
		;
		;
		goto R999;

	case 74: // STATE 539
		;
		now.sb[1].n = trpt->bup.ovals[2];
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[1];
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;
	case 75: // STATE 559
		sv_restor();
		goto R999;

	case 76: // STATE 561
		;
		((P2 *)_this)->x = trpt->bup.oval;
		;
		goto R999;

	case 77: // STATE 566
		;
	/* 0 */	((P2 *)_this)->r = trpt->bup.oval;
		;
		;
		goto R999;

	case 78: // STATE 567
		;
		now.got = trpt->bup.oval;
		;
		goto R999;

	case 79: // STATE 571
		;
		now.sb[1].n = trpt->bup.ovals[2];
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[1];
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;
;
		;
			case 81: // STATE 596
		sv_restor();
		goto R999;
	case 82: // STATE 612
		sv_restor();
		goto R999;

	case 83: // STATE 614
		;
	/* 0 */	((P2 *)_this)->x = trpt->bup.oval;
		;
		;
		goto R999;
	case 84: // STATE 636
		sv_restor();
		goto R999;

	case 85: // STATE 639
		;
		now.mem[5] = trpt->bup.ovals[1];
		((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;
;
		;
			case 87: // STATE 664
		sv_restor();
		goto R999;

	case 88: // STATE 666
		;
		now.asleep[0] = trpt->bup.oval;
		;
		goto R999;

	case 89: // STATE 673
		;
		((P2 *)_this)->streak = trpt->bup.ovals[1];
	/* 0 */	((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 90: // STATE 675
		;
		((P2 *)_this)->mode = trpt->bup.ovals[1];
	/* 0 */	((P2 *)_this)->mode = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 91: // STATE 928
		;
		((P2 *)_this)->x = trpt->bup.ovals[6];
		((P2 *)_this)->r = trpt->bup.ovals[5];
		((P2 *)_this)->x = trpt->bup.ovals[4];
		((P2 *)_this)->x = trpt->bup.ovals[3];
		now.sb[1].n = trpt->bup.ovals[2];
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[1];
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 7);
		goto R999;

	case 92: // STATE 928
		;
		((P2 *)_this)->x = trpt->bup.ovals[3];
		((P2 *)_this)->r = trpt->bup.ovals[2];
		((P2 *)_this)->x = trpt->bup.ovals[1];
		((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 4);
		goto R999;

	case 93: // STATE 691
		;
		((P2 *)_this)->streak = trpt->bup.oval;
		;
		goto R999;

	case 94: // STATE 694
		;
		((P2 *)_this)->mode = trpt->bup.ovals[2];
		((P2 *)_this)->streak = trpt->bup.ovals[1];
	/* 0 */	((P2 *)_this)->streak = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;

	case 95: // STATE 698
		;
		now.sb[1].n = trpt->bup.ovals[2];
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[1];
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;
	case 96: // STATE 722
		sv_restor();
		goto R999;
	case 97: // STATE 738
		sv_restor();
		goto R999;

	case 98: // STATE 740
		;
	/* 0 */	((P2 *)_this)->x = trpt->bup.oval;
		;
		;
		goto R999;
	case 99: // STATE 762
		sv_restor();
		goto R999;

	case 100: // STATE 765
		;
		now.mem[5] = trpt->bup.ovals[1];
		((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;
;
		;
			case 102: // STATE 790
		sv_restor();
		goto R999;

	case 103: // STATE 792
		;
		now.asleep[0] = trpt->bup.oval;
		;
		goto R999;

	case 104: // STATE 799
		;
		((P2 *)_this)->streak = trpt->bup.ovals[1];
	/* 0 */	((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 105: // STATE 801
		;
		((P2 *)_this)->mode = trpt->bup.ovals[1];
	/* 0 */	((P2 *)_this)->mode = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 106: // STATE 928
		;
		((P2 *)_this)->x = trpt->bup.ovals[6];
		((P2 *)_this)->r = trpt->bup.ovals[5];
		((P2 *)_this)->x = trpt->bup.ovals[4];
		((P2 *)_this)->x = trpt->bup.ovals[3];
		now.sb[1].n = trpt->bup.ovals[2];
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[1];
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 7);
		goto R999;

	case 107: // STATE 928
		;
		((P2 *)_this)->x = trpt->bup.ovals[3];
		((P2 *)_this)->r = trpt->bup.ovals[2];
		((P2 *)_this)->x = trpt->bup.ovals[1];
		((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 4);
		goto R999;
	case 108: // STATE 839
		sv_restor();
		goto R999;

	case 109: // STATE 841
		;
	/* 0 */	((P2 *)_this)->x = trpt->bup.oval;
		;
		;
		goto R999;
	case 110: // STATE 863
		sv_restor();
		goto R999;

	case 111: // STATE 866
		;
		now.mem[5] = trpt->bup.ovals[1];
		((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;
;
		;
			case 113: // STATE 891
		sv_restor();
		goto R999;

	case 114: // STATE 893
		;
		now.asleep[0] = trpt->bup.oval;
		;
		goto R999;

	case 115: // STATE 900
		;
		((P2 *)_this)->streak = trpt->bup.ovals[1];
	/* 0 */	((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 116: // STATE 902
		;
		((P2 *)_this)->mode = trpt->bup.ovals[1];
	/* 0 */	((P2 *)_this)->mode = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 117: // STATE 928
		;
		((P2 *)_this)->x = trpt->bup.ovals[6];
		((P2 *)_this)->r = trpt->bup.ovals[5];
		((P2 *)_this)->x = trpt->bup.ovals[4];
		((P2 *)_this)->x = trpt->bup.ovals[3];
		now.sb[1].n = trpt->bup.ovals[2];
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[1];
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 7);
		goto R999;

	case 118: // STATE 928
		;
		((P2 *)_this)->x = trpt->bup.ovals[3];
		((P2 *)_this)->r = trpt->bup.ovals[2];
		((P2 *)_this)->x = trpt->bup.ovals[1];
		((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 4);
		goto R999;

	case 119: // STATE 928
		;
		((P2 *)_this)->x = trpt->bup.ovals[2];
		((P2 *)_this)->r = trpt->bup.ovals[1];
		((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;

	case 120: // STATE 928
		;
		((P2 *)_this)->x = trpt->bup.oval;
		;
		goto R999;

	case 121: // STATE 1402
		;
		((P2 *)_this)->rc = trpt->bup.ovals[1];
	/* 0 */	((P2 *)_this)->r = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;
	case 122: // STATE 956
		sv_restor();
		goto R999;

	case 123: // STATE 959
		;
		now.asleep[1] = trpt->bup.oval;
		;
		goto R999;

	case 124: // STATE 965
		;
		((P2 *)_this)->timed = trpt->bup.ovals[1];
		((P2 *)_this)->naps = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;
;
		
	case 125: // STATE 968
		goto R999;
;
		
	case 126: // STATE 966
		goto R999;

	case 127: // STATE 971
		;
		((P2 *)_this)->timed = trpt->bup.oval;
		;
		goto R999;

	case 128: // STATE 976
		;
		((P2 *)_this)->rc = trpt->bup.ovals[3];
		((P2 *)_this)->timed = trpt->bup.ovals[2];
		now.asleep[1] = trpt->bup.ovals[1];
	/* 0 */	((P2 *)_this)->timed = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 4);
		goto R999;

	case 129: // STATE 981
		;
		((P2 *)_this)->r = trpt->bup.oval;
		;
		goto R999;

	case 130: // STATE 982
		;
	/* 0 */	((P2 *)_this)->seen = trpt->bup.oval;
		;
		;
		goto R999;
	case 131: // STATE 997
		sv_restor();
		goto R999;

	case 132: // STATE 999
		;
	/* 0 */	((P2 *)_this)->x = trpt->bup.oval;
		;
		;
		goto R999;

	case 133: // STATE 1003
		;
		now.sb[1].n = trpt->bup.ovals[2];
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[1];
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;
	case 134: // STATE 1023
		sv_restor();
		goto R999;

	case 135: // STATE 1025
		;
		((P2 *)_this)->x = trpt->bup.oval;
		;
		goto R999;

	case 136: // STATE 1030
		;
	/* 0 */	((P2 *)_this)->r = trpt->bup.oval;
		;
		;
		goto R999;

	case 137: // STATE 1031
		;
		now.got = trpt->bup.oval;
		;
		goto R999;

	case 138: // STATE 1035
		;
		now.sb[1].n = trpt->bup.ovals[2];
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[1];
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;
;
		;
			case 140: // STATE 1060
		sv_restor();
		goto R999;
	case 141: // STATE 1076
		sv_restor();
		goto R999;

	case 142: // STATE 1078
		;
	/* 0 */	((P2 *)_this)->x = trpt->bup.oval;
		;
		;
		goto R999;
	case 143: // STATE 1100
		sv_restor();
		goto R999;

	case 144: // STATE 1103
		;
		now.mem[5] = trpt->bup.ovals[1];
		((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;
;
		;
			case 146: // STATE 1128
		sv_restor();
		goto R999;

	case 147: // STATE 1130
		;
		now.asleep[0] = trpt->bup.oval;
		;
		goto R999;

	case 148: // STATE 1137
		;
		((P2 *)_this)->streak = trpt->bup.ovals[1];
	/* 0 */	((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 149: // STATE 1139
		;
		((P2 *)_this)->mode = trpt->bup.ovals[1];
	/* 0 */	((P2 *)_this)->mode = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 150: // STATE 1392
		;
		((P2 *)_this)->x = trpt->bup.ovals[6];
		((P2 *)_this)->r = trpt->bup.ovals[5];
		((P2 *)_this)->x = trpt->bup.ovals[4];
		((P2 *)_this)->x = trpt->bup.ovals[3];
		now.sb[1].n = trpt->bup.ovals[2];
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[1];
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 7);
		goto R999;

	case 151: // STATE 1392
		;
		((P2 *)_this)->x = trpt->bup.ovals[3];
		((P2 *)_this)->r = trpt->bup.ovals[2];
		((P2 *)_this)->x = trpt->bup.ovals[1];
		((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 4);
		goto R999;

	case 152: // STATE 1155
		;
		((P2 *)_this)->streak = trpt->bup.oval;
		;
		goto R999;

	case 153: // STATE 1158
		;
		((P2 *)_this)->mode = trpt->bup.ovals[2];
		((P2 *)_this)->streak = trpt->bup.ovals[1];
	/* 0 */	((P2 *)_this)->streak = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;

	case 154: // STATE 1162
		;
		now.sb[1].n = trpt->bup.ovals[2];
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[1];
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;
	case 155: // STATE 1186
		sv_restor();
		goto R999;
	case 156: // STATE 1202
		sv_restor();
		goto R999;

	case 157: // STATE 1204
		;
	/* 0 */	((P2 *)_this)->x = trpt->bup.oval;
		;
		;
		goto R999;
	case 158: // STATE 1226
		sv_restor();
		goto R999;

	case 159: // STATE 1229
		;
		now.mem[5] = trpt->bup.ovals[1];
		((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;
;
		;
			case 161: // STATE 1254
		sv_restor();
		goto R999;

	case 162: // STATE 1256
		;
		now.asleep[0] = trpt->bup.oval;
		;
		goto R999;

	case 163: // STATE 1263
		;
		((P2 *)_this)->streak = trpt->bup.ovals[1];
	/* 0 */	((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 164: // STATE 1265
		;
		((P2 *)_this)->mode = trpt->bup.ovals[1];
	/* 0 */	((P2 *)_this)->mode = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 165: // STATE 1392
		;
		((P2 *)_this)->x = trpt->bup.ovals[6];
		((P2 *)_this)->r = trpt->bup.ovals[5];
		((P2 *)_this)->x = trpt->bup.ovals[4];
		((P2 *)_this)->x = trpt->bup.ovals[3];
		now.sb[1].n = trpt->bup.ovals[2];
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[1];
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 7);
		goto R999;

	case 166: // STATE 1392
		;
		((P2 *)_this)->x = trpt->bup.ovals[3];
		((P2 *)_this)->r = trpt->bup.ovals[2];
		((P2 *)_this)->x = trpt->bup.ovals[1];
		((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 4);
		goto R999;
	case 167: // STATE 1303
		sv_restor();
		goto R999;

	case 168: // STATE 1305
		;
	/* 0 */	((P2 *)_this)->x = trpt->bup.oval;
		;
		;
		goto R999;
	case 169: // STATE 1327
		sv_restor();
		goto R999;

	case 170: // STATE 1330
		;
		now.mem[5] = trpt->bup.ovals[1];
		((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;
;
		;
			case 172: // STATE 1355
		sv_restor();
		goto R999;

	case 173: // STATE 1357
		;
		now.asleep[0] = trpt->bup.oval;
		;
		goto R999;

	case 174: // STATE 1364
		;
		((P2 *)_this)->streak = trpt->bup.ovals[1];
	/* 0 */	((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 175: // STATE 1366
		;
		((P2 *)_this)->mode = trpt->bup.ovals[1];
	/* 0 */	((P2 *)_this)->mode = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 176: // STATE 1392
		;
		((P2 *)_this)->x = trpt->bup.ovals[6];
		((P2 *)_this)->r = trpt->bup.ovals[5];
		((P2 *)_this)->x = trpt->bup.ovals[4];
		((P2 *)_this)->x = trpt->bup.ovals[3];
		now.sb[1].n = trpt->bup.ovals[2];
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[1];
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 7);
		goto R999;

	case 177: // STATE 1392
		;
		((P2 *)_this)->x = trpt->bup.ovals[3];
		((P2 *)_this)->r = trpt->bup.ovals[2];
		((P2 *)_this)->x = trpt->bup.ovals[1];
		((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 4);
		goto R999;

	case 178: // STATE 1392
		;
		((P2 *)_this)->x = trpt->bup.ovals[2];
		((P2 *)_this)->r = trpt->bup.ovals[1];
		((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;

	case 179: // STATE 1392
		;
		((P2 *)_this)->x = trpt->bup.oval;
		;
		goto R999;

	case 180: // STATE 1402
		;
		((P2 *)_this)->rc = trpt->bup.ovals[2];
	/* 1 */	((P2 *)_this)->rc = trpt->bup.ovals[1];
	/* 0 */	((P2 *)_this)->r = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;

	case 181: // STATE 1402
		;
		((P2 *)_this)->rc = trpt->bup.oval;
		;
		goto R999;
	case 182: // STATE 1424
		sv_restor();
		goto R999;

	case 183: // STATE 1430
		;
		((P2 *)_this)->x = trpt->bup.ovals[2];
		now.mem[6] = trpt->bup.ovals[1];
		((P2 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 4);
		goto R999;

	case 184: // STATE 1437
		;
		now.ended[1] = trpt->bup.oval;
		;
		goto R999;

	case 185: // STATE 1438
		;
		p_restor(II);
		;
		;
		goto R999;

		 /* PROC sender */

	case 186: // STATE 1
		;
	/* 1 */	((P1 *)_this)->r = trpt->bup.ovals[1];
	/* 0 */	((P1 *)_this)->pos = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 187: // STATE 4
		;
		((P1 *)_this)->r = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 189: // STATE 6
		;
	/* 0 */	((P1 *)_this)->seen = trpt->bup.oval;
		;
		;
		goto R999;
	case 190: // STATE 21
		sv_restor();
		goto R999;

	case 191: // STATE 23
		;
	/* 0 */	((P1 *)_this)->seen = trpt->bup.oval;
		;
		;
		goto R999;
	case 192: // STATE 38
		sv_restor();
		goto R999;

	case 193: // STATE 47
		;
		((P1 *)_this)->pos = trpt->bup.oval;
		;
		goto R999;

	case 194: // STATE 51
		;
		now.sb[0].n = trpt->bup.ovals[2];
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[1];
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;
;
		;
			case 196: // STATE 76
		sv_restor();
		goto R999;
	case 197: // STATE 92
		sv_restor();
		goto R999;

	case 198: // STATE 94
		;
	/* 0 */	((P1 *)_this)->x = trpt->bup.oval;
		;
		;
		goto R999;
	case 199: // STATE 116
		sv_restor();
		goto R999;

	case 200: // STATE 119
		;
		now.mem[6] = trpt->bup.ovals[1];
		((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;
;
		;
			case 202: // STATE 144
		sv_restor();
		goto R999;

	case 203: // STATE 146
		;
		now.asleep[1] = trpt->bup.oval;
		;
		goto R999;

	case 204: // STATE 153
		;
		((P1 *)_this)->streak = trpt->bup.ovals[1];
	/* 0 */	((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 205: // STATE 155
		;
		((P1 *)_this)->mode = trpt->bup.ovals[1];
	/* 0 */	((P1 *)_this)->mode = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 206: // STATE 411
		;
		((P1 *)_this)->x = trpt->bup.ovals[6];
		((P1 *)_this)->r = trpt->bup.ovals[5];
		((P1 *)_this)->x = trpt->bup.ovals[4];
		((P1 *)_this)->x = trpt->bup.ovals[3];
		now.sb[0].n = trpt->bup.ovals[2];
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[1];
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 7);
		goto R999;

	case 207: // STATE 411
		;
		((P1 *)_this)->x = trpt->bup.ovals[3];
		((P1 *)_this)->r = trpt->bup.ovals[2];
		((P1 *)_this)->x = trpt->bup.ovals[1];
		((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 4);
		goto R999;

	case 208: // STATE 171
		;
		((P1 *)_this)->streak = trpt->bup.oval;
		;
		goto R999;

	case 209: // STATE 174
		;
		((P1 *)_this)->mode = trpt->bup.ovals[2];
		((P1 *)_this)->streak = trpt->bup.ovals[1];
	/* 0 */	((P1 *)_this)->streak = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;

	case 210: // STATE 178
		;
		now.sb[0].n = trpt->bup.ovals[2];
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[1];
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;
	case 211: // STATE 202
		sv_restor();
		goto R999;
	case 212: // STATE 218
		sv_restor();
		goto R999;

	case 213: // STATE 220
		;
	/* 0 */	((P1 *)_this)->x = trpt->bup.oval;
		;
		;
		goto R999;
	case 214: // STATE 242
		sv_restor();
		goto R999;

	case 215: // STATE 245
		;
		now.mem[6] = trpt->bup.ovals[1];
		((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;
;
		;
			case 217: // STATE 270
		sv_restor();
		goto R999;

	case 218: // STATE 272
		;
		now.asleep[1] = trpt->bup.oval;
		;
		goto R999;

	case 219: // STATE 279
		;
		((P1 *)_this)->streak = trpt->bup.ovals[1];
	/* 0 */	((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 220: // STATE 281
		;
		((P1 *)_this)->mode = trpt->bup.ovals[1];
	/* 0 */	((P1 *)_this)->mode = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 221: // STATE 411
		;
		((P1 *)_this)->x = trpt->bup.ovals[6];
		((P1 *)_this)->r = trpt->bup.ovals[5];
		((P1 *)_this)->x = trpt->bup.ovals[4];
		((P1 *)_this)->x = trpt->bup.ovals[3];
		now.sb[0].n = trpt->bup.ovals[2];
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[1];
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 7);
		goto R999;

	case 222: // STATE 411
		;
		((P1 *)_this)->x = trpt->bup.ovals[3];
		((P1 *)_this)->r = trpt->bup.ovals[2];
		((P1 *)_this)->x = trpt->bup.ovals[1];
		((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 4);
		goto R999;
	case 223: // STATE 319
		sv_restor();
		goto R999;

	case 224: // STATE 321
		;
	/* 0 */	((P1 *)_this)->x = trpt->bup.oval;
		;
		;
		goto R999;
	case 225: // STATE 343
		sv_restor();
		goto R999;

	case 226: // STATE 346
		;
		now.mem[6] = trpt->bup.ovals[1];
		((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;
;
		;
			case 228: // STATE 371
		sv_restor();
		goto R999;

	case 229: // STATE 373
		;
		now.asleep[1] = trpt->bup.oval;
		;
		goto R999;

	case 230: // STATE 380
		;
		((P1 *)_this)->streak = trpt->bup.ovals[1];
	/* 0 */	((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 231: // STATE 382
		;
		((P1 *)_this)->mode = trpt->bup.ovals[1];
	/* 0 */	((P1 *)_this)->mode = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 232: // STATE 411
		;
		((P1 *)_this)->x = trpt->bup.ovals[6];
		((P1 *)_this)->r = trpt->bup.ovals[5];
		((P1 *)_this)->x = trpt->bup.ovals[4];
		((P1 *)_this)->x = trpt->bup.ovals[3];
		now.sb[0].n = trpt->bup.ovals[2];
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[1];
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 7);
		goto R999;

	case 233: // STATE 411
		;
		((P1 *)_this)->x = trpt->bup.ovals[3];
		((P1 *)_this)->r = trpt->bup.ovals[2];
		((P1 *)_this)->x = trpt->bup.ovals[1];
		((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 4);
		goto R999;

	case 234: // STATE 411
		;
		((P1 *)_this)->x = trpt->bup.ovals[2];
		((P1 *)_this)->r = trpt->bup.ovals[1];
		((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;

	case 235: // STATE 411
		;
		((P1 *)_this)->x = trpt->bup.oval;
		;
		goto R999;

	case 236: // STATE 413
		;
	/* 0 */	((P1 *)_this)->r = trpt->bup.oval;
		;
		;
		goto R999;

	case 237: // STATE 417
		;
		now.sb[0].n = trpt->bup.ovals[2];
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[1];
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;
	case 238: // STATE 441
		sv_restor();
		goto R999;
	case 239: // STATE 457
		sv_restor();
		goto R999;

	case 240: // STATE 459
		;
	/* 0 */	((P1 *)_this)->x = trpt->bup.oval;
		;
		;
		goto R999;
	case 241: // STATE 481
		sv_restor();
		goto R999;
	case 242: // STATE 504
		sv_restor();
		goto R999;

	case 243: // STATE 511
		;
		((P1 *)_this)->x = trpt->bup.oval;
		;
		goto R999;

	case 244: // STATE 511
		;
		((P1 *)_this)->x = trpt->bup.oval;
		;
		goto R999;

	case 245: // STATE 513
		;
		((P1 *)_this)->r = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 247: // STATE 515
		;
	/* 0 */	((P1 *)_this)->seen = trpt->bup.oval;
		;
		;
		goto R999;
	case 248: // STATE 530
		sv_restor();
		goto R999;

	case 249: // STATE 532
		;
	/* 0 */	((P1 *)_this)->seen = trpt->bup.oval;
		;
		;
		goto R999;
	case 250: // STATE 547
		sv_restor();
		goto R999;

	case 251: // STATE 556
		;
		((P1 *)_this)->pos = trpt->bup.oval;
		;
		goto R999;

	case 252: // STATE 560
		;
		now.sb[0].n = trpt->bup.ovals[2];
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[1];
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;
;
		;
			case 254: // STATE 585
		sv_restor();
		goto R999;
	case 255: // STATE 601
		sv_restor();
		goto R999;

	case 256: // STATE 603
		;
	/* 0 */	((P1 *)_this)->x = trpt->bup.oval;
		;
		;
		goto R999;
	case 257: // STATE 625
		sv_restor();
		goto R999;

	case 258: // STATE 628
		;
		now.mem[6] = trpt->bup.ovals[1];
		((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;
;
		;
			case 260: // STATE 653
		sv_restor();
		goto R999;

	case 261: // STATE 655
		;
		now.asleep[1] = trpt->bup.oval;
		;
		goto R999;

	case 262: // STATE 662
		;
		((P1 *)_this)->streak = trpt->bup.ovals[1];
	/* 0 */	((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 263: // STATE 664
		;
		((P1 *)_this)->mode = trpt->bup.ovals[1];
	/* 0 */	((P1 *)_this)->mode = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 264: // STATE 920
		;
		((P1 *)_this)->x = trpt->bup.ovals[6];
		((P1 *)_this)->r = trpt->bup.ovals[5];
		((P1 *)_this)->x = trpt->bup.ovals[4];
		((P1 *)_this)->x = trpt->bup.ovals[3];
		now.sb[0].n = trpt->bup.ovals[2];
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[1];
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 7);
		goto R999;

	case 265: // STATE 920
		;
		((P1 *)_this)->x = trpt->bup.ovals[3];
		((P1 *)_this)->r = trpt->bup.ovals[2];
		((P1 *)_this)->x = trpt->bup.ovals[1];
		((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 4);
		goto R999;

	case 266: // STATE 680
		;
		((P1 *)_this)->streak = trpt->bup.oval;
		;
		goto R999;

	case 267: // STATE 683
		;
		((P1 *)_this)->mode = trpt->bup.ovals[2];
		((P1 *)_this)->streak = trpt->bup.ovals[1];
	/* 0 */	((P1 *)_this)->streak = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;

	case 268: // STATE 687
		;
		now.sb[0].n = trpt->bup.ovals[2];
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[1];
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;
	case 269: // STATE 711
		sv_restor();
		goto R999;
	case 270: // STATE 727
		sv_restor();
		goto R999;

	case 271: // STATE 729
		;
	/* 0 */	((P1 *)_this)->x = trpt->bup.oval;
		;
		;
		goto R999;
	case 272: // STATE 751
		sv_restor();
		goto R999;

	case 273: // STATE 754
		;
		now.mem[6] = trpt->bup.ovals[1];
		((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;
;
		;
			case 275: // STATE 779
		sv_restor();
		goto R999;

	case 276: // STATE 781
		;
		now.asleep[1] = trpt->bup.oval;
		;
		goto R999;

	case 277: // STATE 788
		;
		((P1 *)_this)->streak = trpt->bup.ovals[1];
	/* 0 */	((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 278: // STATE 790
		;
		((P1 *)_this)->mode = trpt->bup.ovals[1];
	/* 0 */	((P1 *)_this)->mode = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 279: // STATE 920
		;
		((P1 *)_this)->x = trpt->bup.ovals[6];
		((P1 *)_this)->r = trpt->bup.ovals[5];
		((P1 *)_this)->x = trpt->bup.ovals[4];
		((P1 *)_this)->x = trpt->bup.ovals[3];
		now.sb[0].n = trpt->bup.ovals[2];
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[1];
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 7);
		goto R999;

	case 280: // STATE 920
		;
		((P1 *)_this)->x = trpt->bup.ovals[3];
		((P1 *)_this)->r = trpt->bup.ovals[2];
		((P1 *)_this)->x = trpt->bup.ovals[1];
		((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 4);
		goto R999;
	case 281: // STATE 828
		sv_restor();
		goto R999;

	case 282: // STATE 830
		;
	/* 0 */	((P1 *)_this)->x = trpt->bup.oval;
		;
		;
		goto R999;
	case 283: // STATE 852
		sv_restor();
		goto R999;

	case 284: // STATE 855
		;
		now.mem[6] = trpt->bup.ovals[1];
		((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;
;
		;
			case 286: // STATE 880
		sv_restor();
		goto R999;

	case 287: // STATE 882
		;
		now.asleep[1] = trpt->bup.oval;
		;
		goto R999;

	case 288: // STATE 889
		;
		((P1 *)_this)->streak = trpt->bup.ovals[1];
	/* 0 */	((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 289: // STATE 891
		;
		((P1 *)_this)->mode = trpt->bup.ovals[1];
	/* 0 */	((P1 *)_this)->mode = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 290: // STATE 920
		;
		((P1 *)_this)->x = trpt->bup.ovals[6];
		((P1 *)_this)->r = trpt->bup.ovals[5];
		((P1 *)_this)->x = trpt->bup.ovals[4];
		((P1 *)_this)->x = trpt->bup.ovals[3];
		now.sb[0].n = trpt->bup.ovals[2];
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[1];
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 7);
		goto R999;

	case 291: // STATE 920
		;
		((P1 *)_this)->x = trpt->bup.ovals[3];
		((P1 *)_this)->r = trpt->bup.ovals[2];
		((P1 *)_this)->x = trpt->bup.ovals[1];
		((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 4);
		goto R999;

	case 292: // STATE 920
		;
		((P1 *)_this)->x = trpt->bup.ovals[2];
		((P1 *)_this)->r = trpt->bup.ovals[1];
		((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;

	case 293: // STATE 920
		;
		((P1 *)_this)->x = trpt->bup.oval;
		;
		goto R999;

	case 294: // STATE 1390
		;
		((P1 *)_this)->rc = trpt->bup.oval;
		;
		goto R999;
	case 295: // STATE 948
		sv_restor();
		goto R999;

	case 296: // STATE 951
		;
		now.asleep[0] = trpt->bup.oval;
		;
		goto R999;

	case 297: // STATE 957
		;
		((P1 *)_this)->timed = trpt->bup.ovals[1];
		((P1 *)_this)->naps = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;
;
		
	case 298: // STATE 960
		goto R999;
;
		
	case 299: // STATE 958
		goto R999;

	case 300: // STATE 963
		;
		((P1 *)_this)->timed = trpt->bup.oval;
		;
		goto R999;

	case 301: // STATE 968
		;
		((P1 *)_this)->rc = trpt->bup.ovals[3];
		((P1 *)_this)->timed = trpt->bup.ovals[2];
		now.asleep[0] = trpt->bup.ovals[1];
	/* 0 */	((P1 *)_this)->timed = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 4);
		goto R999;

	case 302: // STATE 973
		;
		((P1 *)_this)->r = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 304: // STATE 975
		;
	/* 0 */	((P1 *)_this)->seen = trpt->bup.oval;
		;
		;
		goto R999;
	case 305: // STATE 990
		sv_restor();
		goto R999;

	case 306: // STATE 992
		;
	/* 0 */	((P1 *)_this)->seen = trpt->bup.oval;
		;
		;
		goto R999;
	case 307: // STATE 1007
		sv_restor();
		goto R999;

	case 308: // STATE 1016
		;
		((P1 *)_this)->pos = trpt->bup.oval;
		;
		goto R999;

	case 309: // STATE 1020
		;
		now.sb[0].n = trpt->bup.ovals[2];
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[1];
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;
;
		;
			case 311: // STATE 1045
		sv_restor();
		goto R999;
	case 312: // STATE 1061
		sv_restor();
		goto R999;

	case 313: // STATE 1063
		;
	/* 0 */	((P1 *)_this)->x = trpt->bup.oval;
		;
		;
		goto R999;
	case 314: // STATE 1085
		sv_restor();
		goto R999;

	case 315: // STATE 1088
		;
		now.mem[6] = trpt->bup.ovals[1];
		((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;
;
		;
			case 317: // STATE 1113
		sv_restor();
		goto R999;

	case 318: // STATE 1115
		;
		now.asleep[1] = trpt->bup.oval;
		;
		goto R999;

	case 319: // STATE 1122
		;
		((P1 *)_this)->streak = trpt->bup.ovals[1];
	/* 0 */	((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 320: // STATE 1124
		;
		((P1 *)_this)->mode = trpt->bup.ovals[1];
	/* 0 */	((P1 *)_this)->mode = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 321: // STATE 1380
		;
		((P1 *)_this)->x = trpt->bup.ovals[6];
		((P1 *)_this)->r = trpt->bup.ovals[5];
		((P1 *)_this)->x = trpt->bup.ovals[4];
		((P1 *)_this)->x = trpt->bup.ovals[3];
		now.sb[0].n = trpt->bup.ovals[2];
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[1];
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 7);
		goto R999;

	case 322: // STATE 1380
		;
		((P1 *)_this)->x = trpt->bup.ovals[3];
		((P1 *)_this)->r = trpt->bup.ovals[2];
		((P1 *)_this)->x = trpt->bup.ovals[1];
		((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 4);
		goto R999;

	case 323: // STATE 1140
		;
		((P1 *)_this)->streak = trpt->bup.oval;
		;
		goto R999;

	case 324: // STATE 1143
		;
		((P1 *)_this)->mode = trpt->bup.ovals[2];
		((P1 *)_this)->streak = trpt->bup.ovals[1];
	/* 0 */	((P1 *)_this)->streak = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;

	case 325: // STATE 1147
		;
		now.sb[0].n = trpt->bup.ovals[2];
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[1];
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;
	case 326: // STATE 1171
		sv_restor();
		goto R999;
	case 327: // STATE 1187
		sv_restor();
		goto R999;

	case 328: // STATE 1189
		;
	/* 0 */	((P1 *)_this)->x = trpt->bup.oval;
		;
		;
		goto R999;
	case 329: // STATE 1211
		sv_restor();
		goto R999;

	case 330: // STATE 1214
		;
		now.mem[6] = trpt->bup.ovals[1];
		((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;
;
		;
			case 332: // STATE 1239
		sv_restor();
		goto R999;

	case 333: // STATE 1241
		;
		now.asleep[1] = trpt->bup.oval;
		;
		goto R999;

	case 334: // STATE 1248
		;
		((P1 *)_this)->streak = trpt->bup.ovals[1];
	/* 0 */	((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 335: // STATE 1250
		;
		((P1 *)_this)->mode = trpt->bup.ovals[1];
	/* 0 */	((P1 *)_this)->mode = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 336: // STATE 1380
		;
		((P1 *)_this)->x = trpt->bup.ovals[6];
		((P1 *)_this)->r = trpt->bup.ovals[5];
		((P1 *)_this)->x = trpt->bup.ovals[4];
		((P1 *)_this)->x = trpt->bup.ovals[3];
		now.sb[0].n = trpt->bup.ovals[2];
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[1];
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 7);
		goto R999;

	case 337: // STATE 1380
		;
		((P1 *)_this)->x = trpt->bup.ovals[3];
		((P1 *)_this)->r = trpt->bup.ovals[2];
		((P1 *)_this)->x = trpt->bup.ovals[1];
		((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 4);
		goto R999;
	case 338: // STATE 1288
		sv_restor();
		goto R999;

	case 339: // STATE 1290
		;
	/* 0 */	((P1 *)_this)->x = trpt->bup.oval;
		;
		;
		goto R999;
	case 340: // STATE 1312
		sv_restor();
		goto R999;

	case 341: // STATE 1315
		;
		now.mem[6] = trpt->bup.ovals[1];
		((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;
;
		;
			case 343: // STATE 1340
		sv_restor();
		goto R999;

	case 344: // STATE 1342
		;
		now.asleep[1] = trpt->bup.oval;
		;
		goto R999;

	case 345: // STATE 1349
		;
		((P1 *)_this)->streak = trpt->bup.ovals[1];
	/* 0 */	((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 346: // STATE 1351
		;
		((P1 *)_this)->mode = trpt->bup.ovals[1];
	/* 0 */	((P1 *)_this)->mode = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 347: // STATE 1380
		;
		((P1 *)_this)->x = trpt->bup.ovals[6];
		((P1 *)_this)->r = trpt->bup.ovals[5];
		((P1 *)_this)->x = trpt->bup.ovals[4];
		((P1 *)_this)->x = trpt->bup.ovals[3];
		now.sb[0].n = trpt->bup.ovals[2];
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[1];
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 7);
		goto R999;

	case 348: // STATE 1380
		;
		((P1 *)_this)->x = trpt->bup.ovals[3];
		((P1 *)_this)->r = trpt->bup.ovals[2];
		((P1 *)_this)->x = trpt->bup.ovals[1];
		((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 4);
		goto R999;

	case 349: // STATE 1380
		;
		((P1 *)_this)->x = trpt->bup.ovals[2];
		((P1 *)_this)->r = trpt->bup.ovals[1];
		((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 3);
		goto R999;

	case 350: // STATE 1380
		;
		((P1 *)_this)->x = trpt->bup.oval;
		;
		goto R999;

	case 351: // STATE 1390
		;
		((P1 *)_this)->rc = trpt->bup.ovals[1];
	/* 0 */	((P1 *)_this)->rc = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 2);
		goto R999;

	case 352: // STATE 1390
		;
		((P1 *)_this)->rc = trpt->bup.oval;
		;
		goto R999;
	case 353: // STATE 1412
		sv_restor();
		goto R999;

	case 354: // STATE 1418
		;
		((P1 *)_this)->x = trpt->bup.ovals[2];
		now.mem[5] = trpt->bup.ovals[1];
		((P1 *)_this)->x = trpt->bup.ovals[0];
		;
		ungrab_ints(trpt->bup.ovals, 4);
		goto R999;

	case 355: // STATE 1425
		;
		now.ended[0] = trpt->bup.oval;
		;
		goto R999;

	case 356: // STATE 1426
		;
		p_restor(II);
		;
		;
		goto R999;

		 /* PROC memory */
	case 357: // STATE 17
		sv_restor();
		goto R999;
	case 358: // STATE 34
		sv_restor();
		goto R999;

	case 359: // STATE 38
		;
		p_restor(II);
		;
		;
		goto R999;
	}

