title five stalls at the market
season summer
cast a: child
cast m: old
cast b: farmer
cast c: beekeeper
cast d: miller
cast e: gardener
cast f: fisherman
word x1: carrots, potatoes, onions, turnips, leeks, beetroots, radishes
word x2: honey, beeswax candles, honey cakes, honey sweets, honey vinegar
word x3: flour, oatmeal, semolina, pearl barley, rye bread
word x4: tulips, seedlings, parsley, strawberries, mint, roses
word x5: trout, eels, smoked perch, pike, crabs
word y1: under the clock, beside the fountain, near the town hall, at the corner, next to the pump, in front of the bank, under the chestnut tree, by the church steps, outside the school, opposite the inn
word y2: under the clock, beside the fountain, near the town hall, at the corner, next to the pump, in front of the bank, under the chestnut tree, by the church steps, outside the school, opposite the inn
word y3: under the clock, beside the fountain, near the town hall, at the corner, next to the pump, in front of the bank, under the chestnut tree, by the church steps, outside the school, opposite the inn
word y4: under the clock, beside the fountain, near the town hall, at the corner, next to the pump, in front of the bank, under the chestnut tree, by the church steps, outside the school, opposite the inn
word y5: under the clock, beside the fountain, near the town hall, at the corner, next to the pump, in front of the bank, under the chestnut tree, by the church steps, outside the school, opposite the inn
word n1: two, three, four, five, six, seven, eight, nine, ten
word n2: two, three, four, five, six, seven, eight, nine, ten
word n3: two, three, four, five, six, seven, eight, nine, ten
word n4: two, three, four, five, six, seven, eight, nine, ten
word n5: two, three, four, five, six, seven, eight, nine, ten

beat start
3: On market day {m.intro} had a cold and sent {a.intro} to look at the stalls
3: {m.intro} could not walk so far any more, so {a.intro} went to the market (with a basket|with a notebook)
1: On market day {m.intro} had a cold, so I went to the market alone
1: {m.intro} cannot walk so far any more, so today I went to the market (with a basket|with a notebook)
beat say m to a
Look at all the stalls, {a.name}, and tell me who is there and what things cost
Go and be my eyes, {a.name}. Who has what today, where do they stand, and for how many pence?
Bring me all the news, {a.name}. I want to know who sells what, and where
beat maybe start
@weather
beat start
The square was (noisy|crowded) and full of good smells
A hurdy-gurdy was playing, and between the people there was hardly room for a basket
It was early, and the cobbles were still wet, but five stalls were open
beat mix start
{b.intro} sold {x1} {y1}, and a bag cost {n1} pence
The cart of {b.intro} stood {y1}, full of {x1} at {n1} pence a bag
{y1}, {b.intro} had {x1} at {n1} pence a bag
There were heaps of {x1} {y1}, and {b.intro} asked {n1} pence for a bag
beat mix start
{c.intro} stood {y2} and sold {x2} for {n2} pence
{c.intro} had come early to get a place {y2} and asked {n2} pence for {x2}
For {n2} pence, {c.intro} sold {x2} {y2}
{y2} was {c.intro}, with {x2} for {n2} pence
beat mix start
{d.intro} offered {x3} {y3} for {n3} pence
For {n3} pence, {d.intro} filled a paper bag with {x3} {y3}
The stall of {d.intro} stood {y3}, and there one could buy {x3} for {n3} pence
{y3}, {d.intro} weighed out {x3} for {n3} pence
beat mix start
{e.intro} had put up a table {y4} and asked {n4} pence for {x4}
{n4} pence bought {x4} from {e.intro}, whose barrow was {y4}
Whoever wanted {x4} had to pay {n4} pence to {e.intro}, who stood {y4}
{y4} was {e.intro}, who had {x4} for {n4} pence
beat mix start
{f.intro} called out loudly {y5} and sold {x5} for {n5} pence
With wet hands {f.intro} stood {y5} and wrapped up {x5} for {n5} pence
A crowd stood {y5}, where {f.intro} sold {x5} for {n5} pence
{y5} the cats were waiting, for {f.intro} had {x5} there for {n5} pence
beat maybe start
@town
beat start
{a} walked round twice, wrote everything down and hurried back
{a} looked at everything, even under the tables, and went home
{a} tasted a little of everything and ran home again
beat say m to a
Thank you, {a.name}. Now it is as if I had been there
That was as good as a newspaper. You have forgotten nothing, {a.name}
Well done, {a.name}. With your eyes I can see the whole market
beat maybe start
The week after, {m.name} was well again and came along
3: That evening they played market at the kitchen table, with beans for coins
1: That evening we played market at the kitchen table, with beans for coins
{m.name} counted out some coins and sent {a.me} straight back to buy something
beat maybe start
@proud a

ask who b
? Who sold {x1}
? From whom could people buy {x1}
! {b.name} sold {x1}
! One could buy {x1} from {b.name}
ask where y1
? Where (was|stood) {b.name}
? Where was {b.name}'s stall
! {b.name} was {y1}
! {b.name}'s stall was {y1}
ask what x1
? What did {b.name} sell
? What was there at {b.name}'s stall
! {b.name} sold {x1}
! One could buy {x1} at {b.name}'s stall
ask how-many n1
? How much did {b.name} ask for {x1}
? What was the price of {x1}
! The price was {n1} pence
! {b.name} asked {n1} pence
ask who b
? Which of the sellers was {y1}
? Who stood {y1}
! {b.name} stood {y1}
! It was {b.name}
ask who c
? Who sold {x2}
? From whom could people buy {x2}
! {c.name} sold {x2}
! One could buy {x2} from {c.name}
ask where y2
? Where (was|stood) {c.name}
? Where was {c.name}'s stall
! {c.name} was {y2}
! {c.name}'s stall was {y2}
ask what x2
? What did {c.name} sell
? What was there at {c.name}'s stall
! {c.name} sold {x2}
! One could buy {x2} at {c.name}'s stall
ask how-many n2
? How much did {c.name} ask for {x2}
? What was the price of {x2}
! The price was {n2} pence
! {c.name} asked {n2} pence
ask who c
? Which of the sellers was {y2}
? Who stood {y2}
! {c.name} stood {y2}
! It was {c.name}
ask who d
? Who sold {x3}
? From whom could people buy {x3}
! {d.name} sold {x3}
! One could buy {x3} from {d.name}
ask where y3
? Where (was|stood) {d.name}
? Where was {d.name}'s stall
! {d.name} was {y3}
! {d.name}'s stall was {y3}
ask what x3
? What did {d.name} sell
? What was there at {d.name}'s stall
! {d.name} sold {x3}
! One could buy {x3} at {d.name}'s stall
ask how-many n3
? How much did {d.name} ask for {x3}
? What was the price of {x3}
! The price was {n3} pence
! {d.name} asked {n3} pence
ask who d
? Which of the sellers was {y3}
? Who stood {y3}
! {d.name} stood {y3}
! It was {d.name}
ask who e
? Who sold {x4}
? From whom could people buy {x4}
! {e.name} sold {x4}
! One could buy {x4} from {e.name}
ask where y4
? Where (was|stood) {e.name}
? Where was {e.name}'s stall
! {e.name} was {y4}
! {e.name}'s stall was {y4}
ask what x4
? What did {e.name} sell
? What was there at {e.name}'s stall
! {e.name} sold {x4}
! One could buy {x4} at {e.name}'s stall
ask how-many n4
? How much did {e.name} ask for {x4}
? What was the price of {x4}
! The price was {n4} pence
! {e.name} asked {n4} pence
ask who e
? Which of the sellers was {y4}
? Who stood {y4}
! {e.name} stood {y4}
! It was {e.name}
ask who f
? Who sold {x5}
? From whom could people buy {x5}
! {f.name} sold {x5}
! One could buy {x5} from {f.name}
ask where y5
? Where (was|stood) {f.name}
? Where was {f.name}'s stall
! {f.name} was {y5}
! {f.name}'s stall was {y5}
ask what x5
? What did {f.name} sell
? What was there at {f.name}'s stall
! {f.name} sold {x5}
! One could buy {x5} at {f.name}'s stall
ask how-many n5
? How much did {f.name} ask for {x5}
? What was the price of {x5}
! The price was {n5} pence
! {f.name} asked {n5} pence
ask who f
? Which of the sellers was {y5}
? Who stood {y5}
! {f.name} stood {y5}
! It was {f.name}
ask yes-no
? Did {d.name} sell {x5}
? Could one buy {x5} from {d.name}
! No, {d.name} sold {x3}
! No, {x5} could be had from {f.name}
ask yes-no
? Was {c.name} {y2}
? Did {c.name} stand {y2}
! Yes, {c.name} stood {y2}
! Yes, the stall was {y2}
